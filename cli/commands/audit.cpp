// audit: who changed what, and whether the register still says so.
#include "osaki/store/audit.hpp"

#include "command.hpp"
#include "options.hpp"
#include "records.hpp"

#include <memory>

namespace osaki::cli {

namespace {

Output verify(const View& view) {
    auto report = verify_audit(view);
    const auto& sum = report.summary;
    Output output{.tables = {table_of<AuditSummary>({sum}, true), table_of(report.findings)}};
    if (report.findings.empty())
        output.said = {message(N_("the register is as the audit tells it: {} entries, {} rows"), sum.entries, sum.rows)};
    else {
        output.said = {message(N_("findings: {}; keep a copy of the file and tell the committee"), report.findings.size())};
        output.outcome = Code::findings;
    }
    return output;
}

}  // namespace

Action define_audit_list(Options& options) {
    auto query = std::make_shared<Query>();
    options.query(*query);
    return Read{[query](const View& view) { return Output{.tables = {table_of(audit_lines(list_audit(view, *query)))}}; }};
}

Action define_audit_show(Options& options) {
    auto seq = std::make_shared<std::int64_t>(0);
    auto& number = options.number("ENTRY", *seq, {}, N_("the entry's number in audit list"));
    number.positional = number.required = true;
    return Read{[seq](const View& view) {
        const auto entry = get_audit(view, *seq);
        return Output{.tables = {table_of(audit_lines({entry}), true), table_of(get_image(view, *seq))}};
    }};
}

Action define_audit_verify(Options&) {
    return Read{verify};
}

}  // namespace osaki::cli
