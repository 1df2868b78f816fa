// Only a convenience: the way back from a report's words to the line that led there.
(function () {
  var back = document.querySelector(".back");
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("main a[href^='#']") : null;
    if (!link || !back) return;
    if (!link.id) link.id = "from" + Array.prototype.indexOf.call(document.links, link);
    back.setAttribute("href", "#" + link.id);
    back.classList.add("shown");
  });
  if (back) back.addEventListener("click", function (event) {
    var line = document.querySelector(back.getAttribute("href"));
    if (!line) return;
    event.preventDefault();
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
    back.classList.remove("shown");
  });
})();
