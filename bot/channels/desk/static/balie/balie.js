// A list that renews itself waits while somebody is busy in it: nothing that is typed or chosen is lost.
document.addEventListener("htmx:beforeSwap", function (event) {
  var busy = document.activeElement;
  var inside = busy && busy !== document.body && event.detail.target.contains(busy);
  if (inside || event.detail.target.querySelector("details[open]")) event.detail.shouldSwap = false;
});

// A button that prints is there for who has a browser that can press it.
document.querySelectorAll("[data-druk]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
});
