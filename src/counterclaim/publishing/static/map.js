// The map of places: Leaflet over the outlines and the list that stand in the page, a brush over the
// days of the reports. Without it the page shows the drawing and the list.
{
const home = document.querySelector(".map");
const L = window.L;

// Web Mercator in degrees, as the drawing is made.
const upward = (lat) => Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)) * 180 / Math.PI;
const latitude = (up) => Math.atan(Math.exp(up * Math.PI / 180)) * 360 / Math.PI - 90;
const gravest = ["disputed", "denied", "revised", "corroborated", "single_voice"];

function bounds(words) {
  const [west, south, east, north] = words.split(" ").map(Number);
  return L.latLngBounds([south, west], [north, east]);
}

// The drawing of outlines as the map's ground; its names, which are given back, stay of one size at
// every zoom.
function ground(map, drawing, edges) {
  const names = L.layerGroup().addTo(map);
  drawing.setAttribute("viewBox", drawing.dataset.whole);
  drawing.setAttribute("preserveAspectRatio", "none");
  const box = drawing.viewBox.baseVal;
  const top = upward(edges.getNorth()), deep = top - upward(edges.getSouth());
  for (const name of drawing.querySelectorAll("text")) {
    const [x, y] = ["x", "y"].map((key) => Number(name.getAttribute(key)));
    const at = [latitude(top - y / box.height * deep),
      edges.getWest() + x / box.width * (edges.getEast() - edges.getWest())];
    const label = document.createElement("span");
    label.textContent = name.textContent;
    L.marker(at, {
      icon: L.divIcon({ className: "country", html: label, iconSize: null }), interactive: false, keyboard: false,
    }).addTo(names);
    name.remove();
  }
  drawing.querySelector("g").remove();
  drawing.setAttribute("aria-hidden", "true");
  map.createPane("outlines").style.zIndex = 150;
  L.svgOverlay(drawing, edges, { pane: "outlines" }).addTo(map);
  return names;
}

function readPlaces() {
  return Array.from(document.querySelectorAll("#places > ul > li"), (item) => {
    const [lat, lon, reach] = item.dataset.at.split(" ").map(Number);
    const questions = Array.from(item.querySelectorAll("li"), (question) => {
      const days = (question.dataset.days ?? "").split("-").map(Number);
      return { status: question.className || "single_voice", first: days[0], last: days.at(-1), dated: days[0] > 0, link: question };
    });
    return { name: item.querySelector("b").textContent, at: [lat, lon], reach: reach * 1000,
      area: "area" in item.dataset, questions, shown: questions };
  });
}

function popup(place) {
  const box = document.createElement("div");
  const head = document.createElement("p");
  head.append(Object.assign(document.createElement("b"), { textContent: place.name }));
  const list = document.createElement("ul");
  list.append(...place.shown.map((question) => question.link.cloneNode(true)));
  box.append(head, list);
  return box;
}

function words(place) {
  const many = place.shown.length;
  return `${place.name}: ${many} ${many === 1 ? "question" : "questions"}, ${place.status.replace("_", " ")}`;
}

// A circle over the ground, and for a settlement or a site a dot that can be seen at every zoom.
function draw(map, place) {
  const shape = { className: `reach${place.area ? " area" : ""}`, fill: !place.area, bubblingMouseEvents: false };
  place.layers = place.reach ? [L.circle(place.at, { ...shape, radius: place.reach, interactive: place.area })] : [];
  if (!place.area || !place.reach) place.layers.push(L.circleMarker(place.at, { className: "dot", radius: 6 }));
  const touched = place.layers.at(-1);
  touched.bindPopup(() => popup(place), { maxHeight: 260, maxWidth: 340 });
  touched.bindTooltip(() => Object.assign(document.createElement("span"), { textContent: words(place) }));
  let byKey = false;
  touched.on("add", () => {
    const element = touched.getElement();
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      byKey = true;
      touched.openPopup();
      touched.getPopup().getElement().querySelector("a").focus();
    });
  });
  touched.on("popupclose", () => {
    if (byKey) touched.getElement()?.focus({ preventScroll: true });
    byKey = false;
  });
}

function show(map, place, from, to) {
  place.shown = place.questions.filter((q) => !q.dated || (q.first <= to && q.last >= from));
  const held = new Set(place.shown.map((q) => q.status));
  place.status = gravest.find((status) => held.has(status)) ?? "";
  for (const layer of place.layers) {
    if (!place.shown.length) {
      layer.remove();
      continue;
    }
    layer.addTo(map);
    const element = layer.getElement();
    element.classList.remove(...gravest);
    element.classList.add(place.status);
    if (layer.getPopup()) element.setAttribute("aria-label", words(place));
  }
}

// Names of the places with most questions, as far as they cover no other.
function naming(map, places) {
  const names = L.layerGroup().addTo(map);
  return () => {
    names.clearLayers();
    const taken = [];
    for (const place of places.filter((p) => p.shown.length && !p.area).sort((a, b) => b.shown.length - a.shown.length)) {
      const { x, y } = map.latLngToContainerPoint(place.at), wide = place.name.length * 7.2 + 12;
      if (taken.some(([l, t, w]) => x < l + w && l < x + wide && Math.abs(y - t) < 18)) continue;
      if (taken.length === 40) break;
      taken.push([x, y, wide]);
      const label = document.createElement("span");
      label.textContent = place.name;
      L.marker(place.at, {
        icon: L.divIcon({ className: "settlement", html: label, iconSize: null }), interactive: false, keyboard: false,
      }).addTo(names);
    }
  };
}

function day(ordinal) {
  const made = new Date(Date.UTC(1, 0, 1));
  made.setUTCFullYear(1, 0, ordinal);
  return made.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

function brush(map, places) {
  const form = document.querySelector("form.brush");
  const { from, to, shown } = form.elements;
  const name = naming(map, places);
  const update = (event) => {
    if (Number(from.value) > Number(to.value)) {
      if (event?.target === from) to.value = from.value;
      else from.value = to.value;
    }
    for (const each of [from, to]) {
      const said = each.disabled ? "" : day(Number(each.value));
      form.elements[`${each.name}-day`].value = said;
      each.setAttribute("aria-valuetext", said);
    }
    for (const place of places) show(map, place, Number(from.value), Number(to.value));
    const seen = places.reduce((sum, place) => sum + place.shown.length, 0);
    const all = places.reduce((sum, place) => sum + place.questions.length, 0);
    shown.value = `${seen} of ${all} questions shown`;
    name();
  };
  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  map.on("zoomend", name);
  update();
}

if (home && L) {
  const drawing = home.querySelector("svg");
  const edges = bounds(home.dataset.edges);
  home.classList.add("live");
  const map = L.map(home, {
    attributionControl: false, maxBounds: edges, maxBoundsViscosity: 1, maxZoom: 11, zoomSnap: 0.25, zoomDelta: 1,
    scrollWheelZoom: false, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.fitBounds(bounds(home.dataset.view));
  map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(edges, true)));
  const names = ground(map, drawing, edges);
  L.control.scale().addTo(map);
  const places = readPlaces();
  for (const place of places) draw(map, place);
  brush(map, places);
  home.dispatchEvent(new CustomEvent("mapped", { detail: { map, names } }));
}
}
