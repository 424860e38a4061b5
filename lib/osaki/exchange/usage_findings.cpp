#include "osaki/exchange/usage_findings.hpp"

#include "osaki/base/text.hpp"

namespace osaki {

void UsageFindings::report(const Place& at, Fault fault) {
    const auto heading = at.column < 0 ? std::string() : file.layout.headers[static_cast<std::size_t>(at.column)];
    const auto shown = decode(source_.encoding.encoding, at.bytes).value_or(printable(at.bytes));
    file.findings.push_back({source_.file.path(), at.line, at.record > 0 ? std::optional(at.record) : std::nullopt, heading,
                             shown, fault.warning ? Severity::warning : Severity::error, std::string(fault.code),
                             std::move(fault.text), std::move(fault.hint)});
    places_.emplace_back(at.line, at.column);
    if (fault.warning) return;
    file.bad_lines.push_back(at.line);
    has_fault_ = has_fault_ || fault.status != Code::conflict;
}

void UsageFindings::report(std::int64_t line, std::string column, Fault fault) {
    report({line}, std::move(fault));
    file.findings.back().column = std::move(column);
}

}  // namespace osaki
