//! The native menu. Each item is a command of the interface; choosing one calls it out to the window by name.

use diglot_contract::view::MenuCommand;
use tauri::menu::{
    AboutMetadata, Menu, MenuBuilder, MenuItem, PredefinedMenuItem, Submenu, SubmenuBuilder,
};
use tauri::{AppHandle, Emitter, Runtime};

/// A line of a menu.
enum Line {
    /// A command: its name, and its key.
    Command(&'static str, Option<&'static str>),
    /// A rule between groups.
    Rule,
    /// What the system does itself.
    Cut,
    Copy,
    Paste,
    Quit,
    About,
}

use Line::{About, Command, Copy, Cut, Paste, Quit, Rule};

/// The menus with their lines. Keys that belong to typing as well (undo, select all, delete) are the page's own: it
/// knows what is being typed into.
const MENUS: [(&str, &[Line]); 5] = [
    (
        "file",
        &[
            Command("import-files", Some("CmdOrCtrl+O")),
            Command("import-folder", Some("CmdOrCtrl+Shift+O")),
            Command("import-clipboard", None),
            Rule,
            Command("import-links", None),
            Command("export", Some("CmdOrCtrl+Shift+E")),
            Rule,
            Quit,
        ],
    ),
    (
        "edit",
        &[
            Command("undo", None),
            Command("redo", None),
            Rule,
            Cut,
            Copy,
            Paste,
            Command("select-all", None),
            Rule,
            Command("find", Some("CmdOrCtrl+K")),
            Rule,
            Command("settings", Some("CmdOrCtrl+,")),
        ],
    ),
    (
        "view",
        &[
            Command("reading-mode", Some("F11")),
            Command("sidebar", Some("CmdOrCtrl+B")),
            Rule,
            Command("layout-next", None),
            Command("swap-sides", None),
            Command("text-larger", None),
            Command("text-smaller", None),
            Rule,
            Command("theme-system", None),
            Command("theme-light", None),
            Command("theme-dark", None),
            Rule,
            Command("language-system", None),
            Command("language-en", None),
            Command("language-zh", None),
        ],
    ),
    (
        "reference",
        &[
            Command("look-up", Some("CmdOrCtrl+Shift+L")),
            Command("reference-complete", Some("CmdOrCtrl+L")),
            Command("complete-all", None),
            Command("reference-translate", None),
            Rule,
            Command("reference-collect", Some("CmdOrCtrl+Shift+T")),
            Command("reference-tag", Some("CmdOrCtrl+T")),
            Command("reference-merge", Some("CmdOrCtrl+M")),
            Command("copy-citation", Some("CmdOrCtrl+Shift+C")),
            Rule,
            Command("reference-delete", None),
        ],
    ),
    ("help", &[Command("shortcuts", Some("F1")), Rule, About]),
];

/// The menu in English or Chinese.
pub fn build<R: Runtime>(app: &AppHandle<R>, chinese: bool) -> tauri::Result<Menu<R>> {
    let submenus = MENUS
        .iter()
        .map(|(name, lines)| submenu(app, name, lines, chinese))
        .collect::<tauri::Result<Vec<_>>>()?;
    let mut menu = MenuBuilder::new(app);
    for submenu in &submenus {
        menu = menu.item(submenu);
    }
    menu.build()
}

/// Calls a chosen command out to the window.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    let command = MenuCommand {
        command: id.to_owned(),
    };
    // A window that is gone needs no commands.
    let _ = app.emit("menu-command", command);
}

fn submenu<R: Runtime>(
    app: &AppHandle<R>,
    name: &str,
    lines: &[Line],
    chinese: bool,
) -> tauri::Result<Submenu<R>> {
    let mut menu = SubmenuBuilder::new(app, label(name, chinese));
    for line in lines {
        let own = |id: &str| label(id, chinese);
        menu = match line {
            Command(id, key) => menu.item(&MenuItem::with_id(app, *id, own(id), true, *key)?),
            Rule => menu.separator(),
            Cut => menu.item(&PredefinedMenuItem::cut(app, Some(own("cut")))?),
            Copy => menu.item(&PredefinedMenuItem::copy(app, Some(own("copy")))?),
            Paste => menu.item(&PredefinedMenuItem::paste(app, Some(own("paste")))?),
            Quit => menu.item(&PredefinedMenuItem::quit(app, Some(own("quit")))?),
            About => {
                let about = AboutMetadata {
                    version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                    license: Some("MIT OR Apache-2.0".to_owned()),
                    ..AboutMetadata::default()
                };
                menu.item(&PredefinedMenuItem::about(
                    app,
                    Some(own("about")),
                    Some(about),
                )?)
            }
        };
    }
    menu.build()
}

/// What an item is called: English and 中文.
const LABELS: &[(&str, &str, &str)] = &[
    ("file", "File", "文件"),
    ("edit", "Edit", "编辑"),
    ("view", "View", "查看"),
    ("reference", "Reference", "文献"),
    ("help", "Help", "帮助"),
    ("import-files", "Import Files…", "导入文件…"),
    ("import-folder", "Import Folder…", "导入文件夹…"),
    ("import-clipboard", "Import from Clipboard", "从剪贴板导入"),
    (
        "import-links",
        "Import Sentence Links (TMX)…",
        "导入句对（TMX）…",
    ),
    ("export", "Export Selection…", "导出所选…"),
    ("quit", "Quit", "退出"),
    ("undo", "Undo", "撤销"),
    ("redo", "Redo", "重做"),
    ("cut", "Cut", "剪切"),
    ("copy", "Copy", "复制"),
    ("paste", "Paste", "粘贴"),
    ("select-all", "Select All", "全选"),
    ("find", "Search or Paste an Identifier", "检索或粘贴标识符"),
    ("settings", "Settings…", "设置…"),
    ("reading-mode", "Reading Mode", "阅读模式"),
    ("sidebar", "Sidebar", "侧栏"),
    ("layout-next", "Next Layout of the Abstract", "切换摘要版式"),
    ("swap-sides", "Swap Languages", "左右语言对调"),
    ("text-larger", "Larger Text", "放大文字"),
    ("text-smaller", "Smaller Text", "缩小文字"),
    ("theme-system", "Theme of the System", "跟随系统外观"),
    ("theme-light", "Light", "浅色"),
    ("theme-dark", "Dark", "深色"),
    ("language-system", "Language of the System", "跟随系统语言"),
    ("language-en", "English", "English"),
    ("language-zh", "中文", "中文"),
    ("look-up", "Look up DOI…", "查找 DOI…"),
    ("reference-complete", "Complete from Services", "联网补全"),
    (
        "complete-all",
        "Complete All That Need Metadata",
        "补全所有缺元数据的文献",
    ),
    ("reference-translate", "Translate…", "翻译…"),
    ("reference-collect", "Add to Collection…", "加入文献集…"),
    ("reference-tag", "Tag…", "标签…"),
    ("reference-merge", "Merge…", "合并…"),
    (
        "copy-citation",
        "Copy as Formatted Reference",
        "复制为参考文献格式",
    ),
    ("reference-delete", "Move to Trash", "移到回收站"),
    ("shortcuts", "Keyboard Shortcuts", "键盘快捷键"),
    ("about", "About Diglot", "关于 Diglot"),
];

fn label(id: &str, chinese: bool) -> &'static str {
    LABELS
        .iter()
        .find(|(name, _, _)| *name == id)
        .map_or("", |(_, en, zh)| if chinese { zh } else { en })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_called_something_in_both_languages() {
        for (name, lines) in &MENUS {
            let commands = lines.iter().filter_map(|line| match line {
                Command(id, _) => Some(*id),
                _ => None,
            });
            for id in commands.chain([*name, "cut", "copy", "paste", "quit", "about"]) {
                assert!(
                    !label(id, false).is_empty() && !label(id, true).is_empty(),
                    "{id}"
                );
            }
        }
    }

    /// The page runs commands by the names that stand in the menu.
    #[test]
    fn every_command_of_the_menu_is_one_of_the_page() {
        let page = include_str!("../../ui/src/shared/commands.ts");
        for line in MENUS.iter().flat_map(|(_, lines)| *lines) {
            if let Command(id, _) = line {
                let known =
                    page.contains(&format!("\"{id}\":")) || page.contains(&format!("\n  {id}:"));
                assert!(known, "{id} is no command of the page");
            }
        }
    }
}
