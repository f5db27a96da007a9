// A peer of Node as a living process: node dong_nghiep.js PEER TEMPLATE. Reads the path of a JSON file a line, answers the
// milliseconds of one document. The peers are looked up in NODE_PATH: npm install easy-template-x carbone
const fs = require("fs");
const [, , peer, path] = process.argv;

const peers = {
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const template = fs.readFileSync(path), handler = new TemplateHandler();
    return data => handler.process(template, data);
  },
  carbone() {
    const carbone = require("carbone");
    return data => new Promise((done, fail) => carbone.render(path, data, {}, (e, bytes) => (e ? fail(e) : done(bytes))));
  },
};

(async () => {
  const render = peers[peer](), known = {};
  console.log("ready");
  for await (const line of require("readline").createInterface({ input: process.stdin })) {
    const [file, out] = line.split("\t");
    const data = (known[file] ??= JSON.parse(fs.readFileSync(file, "utf8")));
    const start = process.hrtime.bigint();
    const bytes = await render(data);
    const took = Number(process.hrtime.bigint() - start) / 1e6;
    if (out) fs.writeFileSync(out, bytes);
    console.log(took);
  }
})();
