// Records of a JSON or NDJSON file as fields, one record at a time, in memory that does not grow with the file.
#pragma once

#include "osaki/exchange/input.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace osaki {

// A list is its parts joined with ';'.
using GivenValue = std::variant<std::monostate, bool, std::int64_t, double, std::string>;
struct GivenField {
    std::string name = {};
    GivenValue value = {};
};
using EachRecord = std::function<void(std::int64_t line, std::span<const GivenField> fields)>;

// Of `{"format":1,"<kind>":[{...},...]}`. The line where it is no such text, or nothing.
std::optional<std::int64_t> for_each_json_record(const InputFile& file, std::string_view kind, const EachRecord& each);
// Of a line `{"record":"<kind>",...}` for each and one of "summary"; the field "record" is not handed on. As above.
std::optional<std::int64_t> for_each_ndjson_record(const InputFile& file, std::string_view kind, const EachRecord& each);

}  // namespace osaki
