#!/usr/bin/env python3
"""validate_json.py ANSWERS SCHEMAS: checks every JSON answer that the transcripts kept against schemas/json.

Each record of each array is checked against <array name>.schema.json. A schema must be closed (every field required, none
beyond), because scripts rely on every field being present. Nothing to check is a failure, not a success.
"""
import collections
import json
import pathlib
import sys

import jsonschema

ERROR_FIELDS = {"code": str, "status": int, "message": str, "details": dict}


def load_schemas(folder):
    schemas, faults = {}, []
    for path in sorted(folder.glob("*.schema.json")):
        kind = path.name.removesuffix(".schema.json")
        schema = json.loads(path.read_text(encoding="utf-8"))
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            faults.append(f"{path.name}: not a schema: {error.message}")
            continue
        if set(schema.get("required", [])) != set(schema.get("properties", {})):
            faults.append(f"{path.name}: required and properties differ")
        if schema.get("additionalProperties") is not False:
            faults.append(f"{path.name}: is not closed (additionalProperties)")
        checker = jsonschema.FormatChecker()
        schemas[kind] = jsonschema.Draft202012Validator(schema, format_checker=checker)
    return schemas, faults


def refuse_double(pairs):
    keys = [key for key, _ in pairs]
    doubled = [key for key, count in collections.Counter(keys).items() if count > 1]
    if doubled:
        raise ValueError(f"double key {doubled[0]}")
    return dict(pairs)


def documents(text):
    """The whole text as one document, or one a line (NDJSON)."""
    try:
        return [json.loads(text, object_pairs_hook=refuse_double)]
    except json.JSONDecodeError:
        return [json.loads(line, object_pairs_hook=refuse_double) for line in text.splitlines() if line.strip()]


def records(document):
    """(kind, record) pairs, and what is wrong with the frame around them."""
    if "record" in document:
        rest = dict(document)
        return [(rest.pop("record"), rest)], []
    faults = [] if document.get("format") == 1 else ["format is not 1"]
    found = []
    for key, value in document.items():
        if key == "format":
            continue
        if key == "error":
            for field, kind in ERROR_FIELDS.items():
                if not isinstance(value.get(field), kind):
                    faults.append(f"error.{field} is missing or not {kind.__name__}")
        elif isinstance(value, list):
            found += [(key, record) for record in value]
        else:
            faults.append(f"{key} is not an array")
    return found, faults


def main(answers, folder):
    schemas, faults = load_schemas(pathlib.Path(folder))
    checked = collections.Counter()
    errors = 0
    for path in sorted(pathlib.Path(answers).glob("*.json")):
        try:
            parsed = documents(path.read_text(encoding="utf-8"))
        except ValueError as error:
            faults.append(f"{path.name}: not JSON: {error}")
            continue
        for document in parsed:
            found, wrong = records(document)
            faults += [f"{path.name}: {text}" for text in wrong]
            errors += "error" in document
            for kind, record in found:
                if kind == "summary":
                    continue
                if kind not in schemas:
                    faults.append(f"{path.name}: there is no schemas/json/{kind}.schema.json")
                    continue
                checked[kind] += 1
                for error in schemas[kind].iter_errors(record):
                    faults.append(f"{path.name}: {kind}: {'/'.join(map(str, error.path))}: {error.message}")
    for fault in sorted(set(faults)):
        print(fault)
    print(f"{sum(checked.values())} records of {len(checked)} kinds checked, {errors} errors")
    unseen = sorted(set(schemas) - set(checked))
    if unseen:
        print("never printed by a transcript:", " ".join(unseen))
    if not checked:
        print("nothing to check")
    return 1 if faults or not checked else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
