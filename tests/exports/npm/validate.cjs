// Reads a list of web annotations from standard input; prints which of them do not fit the model's JSON schema.
const validate = require("validate-web-annotation");
const items = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(items.map((item, i) => (validate(item) ? null : i)).filter((i) => i !== null)));
