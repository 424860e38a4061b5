// Errors as a line for people and, on request, as one JSON object for scripts.
#include "report.hpp"

#include "exit_status.hpp"
#include "osaki/base/text.hpp"
#include "output.hpp"

#include <ostream>

namespace osaki::cli {

namespace {

std::string detail_of(const Error& error, std::string_view name) {
    for (const auto& [key, value] : error.details)
        if (key == name) return value;
    return {};
}

// Whether the error already says what its only fault says.
bool is_said(const Error& error, Translate translate) {
    return error.faults.size() == 1 && to_text(error.faults[0].text, translate) == to_text(error.message, translate);
}

// What helps with an error of one fault, in brackets.
std::string hint_of(const Error& error, Translate translate) {
    if (!is_said(error, translate) || error.faults[0].hint.empty()) return {};
    return " (" + to_text(error.faults[0].hint, translate) + ')';
}

// "config.toml:3:1: --office: X9 is not a number like O0001": the place first, then what is the case.
std::string line_of(const Error& error, Translate translate, const FieldName& name_of) {
    std::string line;
    for (const char* place : {"at", "option"}) {
        const auto text = detail_of(error, place);
        if (!text.empty()) line += text + ": ";
    }
    // of one fault the option that it is about; a heading would only repeat what the sentence says
    const auto name = is_said(error, translate) ? name_of(error.faults[0]) : std::string();
    if (line.empty() && name.starts_with("--")) line = name + ": ";
    return line + to_text(error.message, translate) + hint_of(error, translate);
}

std::string fault_line(const Fault& fault, Translate translate, const FieldName& name_of) {
    auto line = name_of(fault) + ": " + to_text(fault.text, translate);
    if (!fault.hint.empty()) line += " (" + to_text(fault.hint, translate) + ')';
    return line;
}

void append_member(std::string& to, std::string_view name, std::string_view value) {
    append_json(to, name);
    to += ':';
    append_json(to, value);
}

}  // namespace

std::string error_as_json(const Error& error, Translate translate) {
    const auto facts = facts_of(error.code);
    std::string text = "{\"format\":1,\"error\":{";
    append_member(text, "code", facts.name);
    text += ",\"status\":" + std::to_string(facts.status) + ',';
    append_member(text, "message", to_text(error.message, translate));
    text += ",\"details\":{";
    for (std::size_t i = 0; i < error.details.size(); ++i) {
        if (i > 0) text += ',';
        append_member(text, error.details[i].first, error.details[i].second);
    }
    text += "},\"faults\":[";
    for (std::size_t i = 0; i < error.faults.size(); ++i) {
        const auto& fault = error.faults[i];
        text += i > 0 ? ",{" : "{";
        append_member(text, "field", fault.field);
        text += ',';
        append_member(text, "code", fault.code);
        text += ',';
        append_member(text, "message", to_text(fault.text, translate));
        text += ',';
        append_member(text, "hint", to_text(fault.hint, translate));
        text += fault.warning ? ",\"warning\":true}" : ",\"warning\":false}";
    }
    return text + "]}}\n";
}

void report(Host& host, const Error& error, Translate translate, bool as_json, const FieldName& name_of) {
    if (!as_json || host.err_is_terminal) {
        host.err << "osaki-mcs: " << printable(line_of(error, translate, name_of)) << '\n';
        if (!is_said(error, translate))
            for (const auto& fault : error.faults) host.err << "  " << printable(fault_line(fault, translate, name_of)) << '\n';
    }
    if (as_json) host.err << error_as_json(error, translate);
    host.err << std::flush;
}

void remark(Host& host, const Message& message, Translate translate) {
    host.err << "osaki-mcs: " << printable(to_text(message, translate)) << '\n' << std::flush;
}

}  // namespace osaki::cli
