export const en = {
  settings: {
    title: "Settings",
    tabs: { network: "Network", services: "Services and keys" },
    network: {
      on: "Use the network",
      onNote:
        "For lookups that you ask for, and nothing else. While this is off nothing is sent, whatever you press.",
      waiting_one: "{{count, number}} lookup waits for a network.",
      waiting_other: "{{count, number}} lookups wait for a network.",
      askNow: "Ask now",
      forget: "Forget",
      contact: "Your e-mail address",
      contactNote:
        "Optional. Services such as Crossref answer faster to those who say whom to write to. It is sent to them with each question.",
      proxy: "Proxy",
      proxies: { system: "As the system", none: "None", manual: "By hand" },
      proxyIs: {
        system: "Whatever the system’s settings say is used.",
        none: "Services are asked directly.",
        manual: "",
      },
      proxyAddress: "Address of the proxy",
      proxyNote: "http://host:port or socks5h://host:port",
    },
    services: {
      note: "Diglot speaks to these hosts and to no other, over https. They receive identifiers, or a title, an author and where it appeared; never your texts.",
      keys: "Your own keys",
      keysNote: "Optional. They are kept in the system’s store of passwords, and sent to their service only.",
      noKeyring: "The system’s store of passwords cannot be used, so keys cannot be kept: {{problem}}",
      isSet: "A key is kept",
      keep: "Keep",
      forget: "Forget",
    },
  },
};

export const zh: typeof en = {
  settings: {
    title: "设置",
    tabs: { network: "网络", services: "服务与密钥" },
    network: {
      on: "使用网络",
      onNote: "只用于您主动发起的查询。关闭后，无论按下什么，都不会发送任何内容。",
      waiting_one: "{{count, number}} 项查询正在等待网络。",
      waiting_other: "{{count, number}} 项查询正在等待网络。",
      askNow: "立即查询",
      forget: "放弃",
      contact: "您的电子邮箱",
      contactNote: "可选。Crossref 等服务对留有联系方式的请求答复更快；邮箱会随每次查询发送给它们。",
      proxy: "代理",
      proxies: { system: "跟随系统", none: "不使用", manual: "手动" },
      proxyIs: {
        system: "使用系统设置中的代理。",
        none: "直接向服务查询。",
        manual: "",
      },
      proxyAddress: "代理地址",
      proxyNote: "http://主机:端口 或 socks5h://主机:端口",
    },
    services: {
      note: "Diglot 只通过 https 与下列主机通信，别无其他。它们收到的只有标识符，或题名、作者与出处；绝不包括您的文本。",
      keys: "您自己的密钥",
      keysNote: "可选。密钥保存在系统的密码存储中，只发送给对应的服务。",
      noKeyring: "无法使用系统的密码存储，因此不能保存密钥：{{problem}}",
      isSet: "已保存密钥",
      keep: "保存",
      forget: "删除",
    },
  },
};
