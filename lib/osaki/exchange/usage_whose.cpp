// Whose a row of usage is.
#include "osaki/base/text.hpp"
#include "osaki/exchange/kinds/kind_of.hpp"
#include "osaki/exchange/usage_reader.hpp"

#include <algorithm>

namespace osaki {

namespace {

// What a key leads to that the register does not know: no number of anybody.
constexpr std::uint64_t nobody = ~std::uint64_t{0};

}  // namespace

// The name is only compared.
std::optional<std::uint64_t> UsageReader::known_subject(const RawRow& row, std::uint64_t subject) {
    if (name_column_ < 0 || plan_.scope != UsageScope::user) return subject;
    const auto text = text_in(row, name_column_);
    if (!text) return std::nullopt;
    const auto user = months_->user_of(subject);
    const auto known = months_->name_of_user(user);
    if (!text->empty() && search_key(*text) != search_key(known))
        findings_.report(place_of(row, name_column_), {{},
                                                       "W_NAME_OTHER",
                                                       message(N_("{} is {} in the register"), user, known),
                                                       message(N_("is it the right person")),
                                                       true});
    return subject;
}

// Beside the key that it is called by: of a user, or of an office that is called by its number.
std::optional<std::string> UsageReader::name_in(const RawRow& row, std::size_t key) {
    if (plan_.scope == UsageScope::user) return name_column_ < 0 ? std::string() : text_in(row, name_column_);
    const auto column = plan_.column_with(UsageRole::office_name);
    return column < 0 || plan_.keys[key].first == column ? std::string() : text_in(row, column);
}

// Told from others by all of its keys: offices share numbers, and a number of another register may come again. It is called by
// its mail, which is known again when somebody registers with it, else as the first that is filled.
std::optional<std::uint64_t> UsageReader::unknown_subject(const RawRow& row, const std::vector<std::size_t>& keys) {
    const auto bytes_of = [&](std::size_t key) { return row.cells[static_cast<std::size_t>(plan_.keys[key].first)]; };
    std::string bytes, whole;
    for (const auto key : keys) bytes.append(1, static_cast<char>('0' + key)).append(bytes_of(key)) += '\n';
    if (const auto* known = by_keys_.find(bytes)) return *known;
    for (const auto key : keys) whole += mail_key(text_in(row, plan_.keys[key].first).value_or("")) + '\n';
    const auto mail = std::ranges::find(keys, UsageKey::mail, [&](std::size_t key) { return plan_.keys[key].second; });
    const auto called = mail == keys.end() ? keys.front() : *mail;
    const auto column = plan_.keys[called].first;
    const auto name = name_in(row, called);
    if (!name) return std::nullopt;
    const auto [subject, is_news] = months_->unknown(whole, text_in(row, column).value_or(""), *name);
    if (is_news)
        findings_.report(
            place_of(row, column),
            {{},
             "W_USAGE_UNKNOWN",
             message(plan_.scope == UsageScope::user
                         ? N_("nobody in the register is {}; the figures are kept until it is said whose they are")
                         : N_("no office in the register is {}; the figures are kept until it is said whose they are"),
                     months_->name_of(subject)),
             message(N_("osaki-mcs usage unmatched shows them, once loaded")),
             true});
    return by_keys_.put(bytes, subject);
}

// The row that the template shows.
bool UsageReader::is_example(const RawRow& row, int column, const std::string& text) {
    const auto field = static_cast<std::size_t>(plan_.layout.field_of_column[static_cast<std::size_t>(column)]);
    const auto& guide = source_.kind.guides[field];
    if (!guide.is_invented || guide.example != text) return false;
    findings_.report(place_of(row, column), detail::example_fault(source_.kind.fields[field], text));
    return true;
}

// The first column that leads to somebody.
std::optional<std::uint64_t> UsageReader::subject_in(const RawRow& row) {
    if (plan_.scope == UsageScope::network) return 0;
    std::vector<std::size_t> filled;
    for (std::size_t i = 0; i < plan_.keys.size(); ++i) {
        const auto [column, key] = plan_.keys[i];
        const auto bytes = row.cells[static_cast<std::size_t>(column)];
        if (const auto* known = by_key_[i].find(bytes)) {
            if (*known != nobody) return *known;
            filled.push_back(i);
            continue;
        }
        const auto text = text_in(row, column);
        if (!text) return std::nullopt;
        if (text->empty()) continue;
        if (is_example(row, column, *text)) return std::nullopt;
        if (const auto found = months_->known(key, *text)) {
            const auto subject = known_subject(row, *found);
            return subject ? std::optional(by_key_[i].put(bytes, *subject)) : std::nullopt;
        }
        by_key_[i].put(bytes, nobody);
        filled.push_back(i);
    }
    if (!filled.empty()) return unknown_subject(row, filled);
    report_empty(row, plan_.keys.front().first);
    return std::nullopt;
}

}  // namespace osaki
