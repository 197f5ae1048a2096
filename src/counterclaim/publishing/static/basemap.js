// The user's own map of the ground (PMTiles) beneath the places, over the outlines where it reaches.
// It stands in the page, lies at an address that answers ranges, or is chosen from the disk.
{
const L = window.L, { PMTiles, FileSource } = window.pmtiles ?? {};
const home = document.querySelector(".map");
const note = document.getElementById("basemap");

// An archive in base64 in the page, read by ranges as a server would answer them.
function inThePage(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return { getKey: () => "page", getBytes: async (at, length) => ({ data: bytes.slice(at, at + length).buffer }) };
}

// Tiles that are pictures, painted on canvases: the page may load no picture, not even from itself.
function pictures(archive, options) {
  const Pictures = L.GridLayer.extend({
    createTile({ x, y, z }, done) {
      const tile = document.createElement("canvas");
      paint(tile, archive.getZxy(z, x, y)).then(() => done(null, tile), (error) => done(error, tile));
      return tile;
    },
  });
  return new Pictures(options);
}

async function paint(tile, asked) {
  const found = await asked;
  if (!found) return;
  const picture = await createImageBitmap(new Blob([found.data]));
  tile.width = picture.width;
  tile.height = picture.height;
  tile.getContext("2d").drawImage(picture, 0, 0);
}

async function layerOf(archive, header) {
  const bounds = [[header.minLat, header.minLon], [header.maxLat, header.maxLon]];
  const options = { bounds, noWrap: true, attribution: "", className: "ground" };
  if (header.tileType !== 1) {
    return pictures(archive, { ...options, minZoom: header.minZoom, maxNativeZoom: header.maxZoom });
  }
  const flavor = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  // Its tiles are twice as wide as the map's: of a zoom, those of the one before are read.
  const minZoom = header.minZoom ? header.minZoom + 1 : 0;
  return window.protomapsL.leafletLayer({ ...options, url: archive, flavor, lang: "en", minZoom, maxDataZoom: header.maxZoom });
}

async function lay({ map, names }, source) {
  const archive = new PMTiles(source);
  const header = await archive.getHeader();
  const layer = await layerOf(archive, header);
  map.setMaxZoom(Math.max(map.getMaxZoom(), Math.min(18, header.maxZoom + 2)));
  layer.addTo(map);
  names.remove();
  home.dataset.ground = "laid";
}

function offer(mapped, said) {
  const choose = note.querySelector("label");
  note.querySelector("output").value = said;
  if (!choose) return;
  choose.hidden = false;
  choose.querySelector("input").addEventListener("change", ({ target }) => {
    if (!target.files.length) return;
    lay(mapped, new FileSource(target.files[0])).then(
      () => { choose.hidden = true; note.querySelector("output").value = ""; },
      () => { note.querySelector("output").value = "This file cannot be read."; },
    );
  });
}

if (home && note && PMTiles) {
  home.addEventListener("mapped", ({ detail }) => {
    const data = document.getElementById("basemap-data");
    if (!data && location.protocol === "file:") {
      offer(detail, "");
      return;
    }
    const source = data ? inThePage(data.textContent) : note.dataset.address;
    lay(detail, source).catch(() => offer(detail, "It cannot be read from here."));
  });
}
}
