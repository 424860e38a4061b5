#include "osaki/domain/report_condition.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace osaki {

namespace {

[[noreturn]] void refuse(std::string_view text) {
    fail(Code::usage, N_("{} is no condition like untrained, untrained>3 or trained<80"), text);
}

// "80" or "80.5" in tenths.
std::int64_t tenths_of(std::string_view number, std::string_view text) {
    const auto point = std::min(number.find('.'), number.size());
    const auto tail = number.substr(std::min(point + 1, number.size()));
    std::int64_t whole = 0;
    const auto* end = number.data() + point;
    const auto [stop, error] = std::from_chars(number.data(), end, whole);
    const bool has_tail = point < number.size();
    if (error != std::errc() || stop != end || std::abs(whole) > 1'000'000'000 || has_tail != (tail.size() == 1)) refuse(text);
    if (has_tail && (tail[0] < '0' || tail[0] > '9')) refuse(text);
    const int tenth = has_tail ? tail[0] - '0' : 0;
    return whole * 10 + (number.starts_with('-') ? -tenth : tenth);
}

bool compares(std::int64_t value, Comparison comparison, std::int64_t bound) {
    switch (comparison) {
        case Comparison::at_least:
            return value >= bound;
        case Comparison::at_most:
            return value <= bound;
        case Comparison::not_equal:
            return value != bound;
        case Comparison::more:
            return value > bound;
        case Comparison::less:
            return value < bound;
        case Comparison::equal:
            return value == bound;
    }
    return false;
}

const char* text_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::at_least:
            return N_("{} ({}): {}, at least {}");
        case Comparison::at_most:
            return N_("{} ({}): {}, at most {}");
        case Comparison::not_equal:
            return N_("{} ({}): {}, not {}");
        case Comparison::more:
            return N_("{} ({}): {}, more than {}");
        case Comparison::less:
            return N_("{} ({}): {}, less than {}");
        case Comparison::equal:
            return N_("{} ({}): {}, exactly {}");
    }
    return "";
}

// "80%", "5", "2.5"
std::string written(std::int64_t tenths, bool is_percent, bool is_whole) {
    auto text = std::string(tenths < 0 ? "-" : "") + std::to_string(std::abs(tenths) / 10);
    if (!is_whole || tenths % 10 != 0) text += '.' + std::to_string(std::abs(tenths) % 10);
    return text + (is_percent ? "%" : "");
}

const Fact& fact_of(std::string_view word, std::span<const Fact> facts) {
    const auto found = std::ranges::find(facts, word, &Fact::word);
    if (found != facts.end()) return *found;
    std::vector<std::string_view> words;
    std::vector<std::string> all;
    for (const auto& fact : facts) {
        words.push_back(fact.word);
        all.emplace_back(fact.word);
    }
    const auto near = closest(word, words);
    if (!near.empty()) fail(Code::usage, N_("this report has no figure {}; did you mean {}?"), word, near);
    fail(Code::usage, N_("this report has no figure {}; there are {}"), word, all);
}

}  // namespace

ReportCondition parse_report_condition(std::string_view text) {
    const auto at = std::min(text.find_first_of("<>=!"), text.size());
    ReportCondition condition{std::string(trim(text.substr(0, at)))};
    if (condition.word.empty()) refuse(text);
    condition.is_bare = at == text.size();
    if (condition.is_bare) return condition;
    auto rest = text.substr(at);
    const auto found = std::ranges::find_if(names<Comparison>, [&](const auto& name) { return rest.starts_with(name.token); });
    if (found == names<Comparison>.end()) refuse(text);
    condition.comparison = found->value;
    rest = trim(rest.substr(found->token.size()));
    condition.is_percent = rest.ends_with('%');
    if (condition.is_percent) rest.remove_suffix(1);
    condition.tenths = tenths_of(trim(rest), text);
    return condition;
}

Judgement judge(const ReportCondition& condition, std::span<const Fact> facts) {
    const auto& fact = fact_of(condition.word, facts);
    const auto& value = condition.is_percent ? fact.percent : condition.is_bare ? fact.n : fact.value;
    const Argument label{fact.label, true};
    if (!value) return {std::nullopt, message(N_("{} ({}) is not known, and was not judged"), label, fact.word)};
    const auto tenths = static_cast<std::int64_t>(std::llround(*value * 10));
    const bool is_percent = condition.is_percent || (fact.is_share && !condition.is_bare);
    return {compares(tenths, condition.comparison, condition.tenths),
            message(text_of(condition.comparison), label, fact.word, written(tenths, is_percent, !is_percent),
                    written(condition.tenths, is_percent, true))};
}

}  // namespace osaki
