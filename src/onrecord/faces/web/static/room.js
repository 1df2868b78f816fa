// A little more comfort. Every page works the same without it.
(function () {
  "use strict";
  // "/" goes to the search field.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    document.getElementById("top-q").focus();
  });

  // What is said in the text and its card in the margin light up together.
  function light(event, on) {
    var word = event.target.closest && event.target.closest("[data-said]");
    if (!word) return;
    var id = word.getAttribute("data-said");
    document.querySelectorAll('[data-said="' + id + '"]').forEach(function (piece) { piece.classList.toggle("lit", on); });
    var card = document.getElementById(id);
    if (!card) return;
    card.classList.toggle("lit", on);
    var margin = card.closest("aside");
    if (on && margin && margin.scrollHeight > margin.clientHeight) margin.scrollTop = card.offsetTop - margin.offsetTop - 40;
  }
  ["mouseover", "focusin"].forEach(function (name) { document.addEventListener(name, function (e) { light(e, true); }); });
  ["mouseout", "focusout"].forEach(function (name) { document.addEventListener(name, function (e) { light(e, false); }); });

  // One statement after another, lit up in the text, with who says it.
  var stepper = document.querySelector("[data-stepper]");
  var cards = document.querySelectorAll(".said-card");
  if (stepper && cards.length) {
    var at = -1;
    stepper.hidden = false;
    stepper.addEventListener("click", function (event) {
      var button = event.target.closest("[data-step]");
      if (!button) return;
      if (at >= 0) cards[at].classList.remove("lit");
      var step = Number(button.getAttribute("data-step"));
      at = at < 0 ? (step > 0 ? 0 : cards.length - 1) : (at + step + cards.length) % cards.length;
      var card = cards[at];
      // No entry in the history for each step: "back" leads to where the reader came from.
      location.replace(card.querySelector("a.words").getAttribute("href"));
      card.classList.add("lit");
      var who = card.querySelector("p").textContent.replace(/\s+/g, " ").trim();
      stepper.querySelector("[data-where]").textContent = at + 1 + " of " + cards.length + ": " + who;
      var margin = card.closest("aside");
      if (margin.scrollHeight > margin.clientHeight) margin.scrollTop = card.offsetTop - margin.offsetTop - 40;
    });
  }

  // Filters work when they are changed.
  document.querySelectorAll("[data-filters]").forEach(function (form) {
    form.addEventListener("change", function () { form.submit(); });
  });

  // Files can be dropped.
  document.querySelectorAll("[data-drop]").forEach(function (form) {
    var field = form.querySelector("input[type=file]");
    ["dragover", "dragenter"].forEach(function (name) {
      form.addEventListener(name, function (event) { event.preventDefault(); form.classList.add("over"); });
    });
    ["dragleave", "drop"].forEach(function (name) {
      form.addEventListener(name, function () { form.classList.remove("over"); });
    });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    });
  });

  // How far the reading is.
  var batch = document.querySelector("[data-batch]");
  if (batch) {
    var state = document.getElementById("state");
    var ask = function () {
      fetch(batch.getAttribute("data-batch")).then(function (answer) { return answer.json(); }).then(function (told) {
        if (told.state === "done" || told.state === "failed") { location.reload(); return; }
        var words = told.read + (told.read === 1 ? " report" : " reports") + " read";
        if (told.state === "reading" && !told.read) words = "Getting ready to read: this takes a few seconds at first";
        else if (told.state === "comparing") words += "; comparing them with the others of their stories";
        else if (told.now) words += ": " + told.now;
        state.textContent = told.state === "waiting" ? "Waiting for other reports to be read." : words + ".";
        setTimeout(ask, 700);
      }, function () { setTimeout(ask, 3000); });
    };
    setTimeout(ask, 500);
  }
})();
