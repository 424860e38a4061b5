// What goes to standard error: errors, warnings and remarks, each one safe line.
#pragma once

#include "host.hpp"
#include "osaki/base/error.hpp"

#include <functional>
#include <string>

namespace osaki::cli {

// How the person may name the field of a fault: "--type", or its heading.
using FieldName = std::function<std::string(const Fault& fault)>;
// As JSON it is all that stands on a stderr that is no terminal.
void report(Host& host, const Error& error, Translate translate, bool as_json, const FieldName& name_of);
void remark(Host& host, const Message& message, Translate translate);

// {"format":1,"error":{...}} and a line end.
std::string error_as_json(const Error& error, Translate translate);

}  // namespace osaki::cli
