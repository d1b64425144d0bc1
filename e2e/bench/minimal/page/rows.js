// What a browser does with 10,000 plain rows that never change: the least that scrolling can cost.
const rows = document.getElementById("rows");
rows.innerHTML = Array.from(
  { length: 10_000 },
  (_, at) => `<div>Row ${at + 1} of a list that nobody has to fetch · 第 ${at + 1} 行</div>`,
).join("");
rows.tabIndex = 0;
rows.focus();
