// What goes to standard error: errors, warnings and remarks, each one safe line.
#pragma once

#include "host.hpp"
#include "osaki/base/error.hpp"

namespace osaki::cli {

void report(Host& host, const Error& error, Translate translate, bool as_json);
void remark(Host& host, const Message& message, Translate translate);

// {"format":1,"error":{...}} and a line end.
std::string error_as_json(const Error& error, Translate translate);

}  // namespace osaki::cli
