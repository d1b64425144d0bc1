/**
 * Texts that would be more than texts in a careless program: each tries to run a script or to load something, and
 * each carries a mark, so that a test can see whether anything was made of it. They are invented here, after the
 * ways that everybody knows.
 */

/** What a script of a payload would do. */
const DO = "window.intruder=(window.intruder||0)+1";

/** Where an element of a payload would load something from: the test's own server, which hears of it. */
const place = (origin, number) => `${origin}/intruder/${number}`;

const SHAPES = [
  (mark) => `<script>${DO}</script>${mark}`,
  (mark) => `<SCRIPT>${DO}</SCRIPT>${mark}`,
  (mark, at) => `<script src="${at}"></script>${mark}`,
  (mark, at) => `<script/src='${at}'></script>${mark}`,
  (mark) => `<img src=x onerror="${DO}">${mark}`,
  (mark) => `<img src=x onerror=${DO}>${mark}`,
  (mark, at) => `<img src="${at}">${mark}`,
  (mark, at) => `<image href="${at}" onerror="${DO}">${mark}`,
  (mark) => `<svg onload="${DO}">${mark}</svg>`,
  (mark) => `<svg><script>${DO}</script>${mark}</svg>`,
  (mark) => `<svg><animate onbegin=${DO} attributeName=x dur=1s>${mark}`,
  (mark, at) => `<svg><use href="${at}#x"/>${mark}</svg>`,
  (mark, at) => `<iframe src="${at}">${mark}</iframe>`,
  (mark) => `<iframe srcdoc="<script>parent.intruder=1</script>">${mark}</iframe>`,
  (mark) => `<iframe src="javascript:parent.intruder=1">${mark}</iframe>`,
  (mark, at) => `<object data="${at}">${mark}</object>`,
  (mark, at) => `<embed src="${at}">${mark}`,
  (mark, at) => `<link rel=stylesheet href="${at}">${mark}`,
  (mark, at) => `<style>@import "${at}";</style>${mark}`,
  (mark, at) => `<style>*{background:url(${at})}</style>${mark}`,
  (mark, at) => `<div style="background:url(${at})">${mark}</div>`,
  (mark, at) => `<meta http-equiv=refresh content="0;url=${at}">${mark}`,
  (mark, at) => `<base href="${at}">${mark}`,
  (mark, at) => `<form action="${at}"><button autofocus>${mark}</button></form>`,
  (mark) => `<input autofocus onfocus=${DO}>${mark}`,
  (mark) => `<select autofocus onfocus=${DO}>${mark}`,
  (mark) => `<details open ontoggle="${DO}">${mark}</details>`,
  (mark) => `<body onload=${DO}>${mark}`,
  (mark) => `<marquee onstart=${DO}>${mark}</marquee>`,
  (mark) => `<video><source onerror="${DO}">${mark}</video>`,
  (mark, at) => `<video poster="${at}">${mark}</video>`,
  (mark, at) => `<audio src="${at}" autoplay onerror=${DO}>${mark}</audio>`,
  (mark) => `<a href="javascript:${DO}">${mark}</a>`,
  (mark) => `<a href="data:text/html,<script>${DO}</script>">${mark}</a>`,
  (mark) => `<a href="&#106;avascript:${DO}">${mark}</a>`,
  (mark) => `<math><mtext><script>${DO}</script>${mark}</mtext></math>`,
  (mark) => `<math href="javascript:${DO}">${mark}</math>`,
  (mark) => `<template><script>${DO}</script></template>${mark}`,
  (mark) => `<noscript><p title="</noscript><img src=x onerror=${DO}>">${mark}`,
  (mark) => `<!--><img src=x onerror=${DO}>-->${mark}`,
  (mark) => `<![CDATA[<img src=x onerror=${DO}>]]>${mark}`,
  (mark) => `--><script>${DO}</script>${mark}`,
  (mark) => `"><img src=x onerror=${DO}>${mark}`,
  (mark) => `' onmouseover='${DO}' ${mark}`,
  (mark) => `</textarea></title></style><script>${DO}</script>${mark}`,
  (mark) => `javascript:${DO}//${mark}`,
  (mark) => `\${${DO}}{{constructor.constructor('${DO}')()}}${mark}`,
  (mark) => `&lt;script&gt;${DO}&lt;/script&gt;${mark}`,
  (mark) => `\u202Egpj.${mark}\u202C <img src=x onerror=${DO}>`,
  (mark) => `<\u200Bscript>${DO}</\u200Bscript>\uFEFF${mark}`,
];

/** The mark of a payload: letters only, so that no reading of a record takes it apart. */
const markOf = (number) => `Zyx${String.fromCharCode(65 + (number % 26), 65 + Math.floor(number / 26))}q`;

/** All payloads, which would load from `origin`. */
export const payloads = (origin) =>
  SHAPES.map((shape, number) => {
    const mark = markOf(number);
    return { mark, text: shape(mark, place(origin, number)) };
  });

/** One RIS record per payload, with the payload in every field that is a text. */
export const asRis = (all) =>
  all
    .map(({ text, mark }, number) =>
      [
        "TY  - JOUR",
        `TI  - ${text}`,
        `T2  - Journal ${text}`,
        `J2  - J ${text}`,
        `AU  - ${text}, ${mark}`,
        `AD  - ${text}`,
        `AB  - First ${text}. Second sentence ${text}.`,
        `KW  - ${text}`,
        `PB  - ${text}`,
        `CY  - ${text}`,
        `N1  - ${text}`,
        `UR  - ${text}`,
        `L1  - ${text}`,
        `ID  - ${text}`,
        `PY  - ${1970 + number}`,
        `VL  - ${number + 1}`,
        `SP  - ${text}`,
        `DO  - 10.5555/${mark}${number}`,
        "ER  - ",
        "",
      ].join("\r\n"),
    )
    .join("\r\n");

/** The same as CSL-JSON, in which markup has a place of its own. */
export const asCslJson = (all) =>
  JSON.stringify(
    all.map(({ text, mark }, number) => ({
      id: text,
      type: "article-journal",
      title: `Json ${text}`,
      "title-short": text,
      "container-title": text,
      author: [{ family: text, given: text }, { literal: `${text} ${mark}` }],
      abstract: `中文${text}。第二句${text}。`,
      keyword: text,
      note: text,
      publisher: text,
      "publisher-place": text,
      URL: text,
      page: text,
      volume: text,
      language: text,
      issued: { raw: `${1900 + number}` },
      DOI: `10.5555/json.${mark}`,
      custom: { [text]: text },
    })),
  );
