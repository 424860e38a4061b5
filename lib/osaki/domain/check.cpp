#include "osaki/domain/check.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr std::size_t longest_text = 2000;  // bytes

// Excel and LibreOffice run a cell that begins so, full-width forms included.
bool starts_formula(std::string_view text) {
    const auto narrow = normalise(text.substr(0, std::min<std::size_t>(text.size(), 8)));
    return !narrow.empty() && std::string_view("=+-@|").find(narrow.front()) != std::string_view::npos;
}

bool is_mail(std::string_view mail) {
    const auto at = mail.find('@');
    if (at == 0 || at == std::string_view::npos || mail.find('@', at + 1) != std::string_view::npos || mail.size() > 254)
        return false;
    const auto domain = mail.substr(at + 1);
    const bool dotted = domain.find('.') != std::string_view::npos && domain.front() != '.' && domain.back() != '.' &&
                        domain.find("..") == std::string_view::npos;
    return dotted && std::ranges::all_of(mail, [](char c) {
               return c > ' ' && c < 0x7f && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
           });
}

}  // namespace

void check_text(Faults& faults, std::string_view field, std::string_view text) {
    if (text.empty()) return;
    if (invalid_utf8(text)) {
        faults.push_back({field, "E_UTF8", message(N_("the text is not valid UTF-8"))});
    } else if (has_control(text)) {
        faults.push_back(
            {field, "E_CONTROL", message(N_("a control character stands in the text")), message(N_("type the text again"))});
    } else if (text.size() > longest_text) {
        faults.push_back({field, "E_LONG", message(N_("the text is longer than {} bytes"), longest_text)});
    }
}

void check_name(Faults& faults, std::string_view field, std::string_view text) {
    if (trim(text).empty()) {
        faults.push_back({field, "E_MISSING", message(N_("nothing is entered, and it is needed"))});
        return;
    }
    const auto before = faults.size();
    check_text(faults, field, text);
    if (faults.size() == before && starts_formula(text))
        faults.push_back({field, "E_FORMULA", message(N_("a spreadsheet would run this text as a formula")),
                          message(N_("remove the leading sign"))});
}

void check_kana(Faults& faults, std::string_view field, std::string_view text) {
    if (!text.empty() && (invalid_utf8(text) || !to_katakana(text)))
        faults.push_back(
            {field, "E_KANA", message(N_("only kana may stand here")), message(N_("write the reading in katakana"))});
}

void check_mail(Faults& faults, std::string_view field, std::string_view text) {
    if (trim(text).empty()) faults.push_back({field, "E_MISSING", message(N_("nothing is entered, and it is needed"))});
    else if (invalid_utf8(text) || !is_mail(normalise(trim(text))))
        faults.push_back({field, "E_MAIL", message(N_("this is not a mail address")), message(N_("one @, and a dot behind it"))});
}

namespace {

bool is_phone(std::string_view text) {
    return std::ranges::all_of(stored_number(text), [](char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '(' || c == ')' || c == ' ';
    });
}

// Of a Japanese number from the 0 in front on.
std::string digits_of_phone(std::string_view text) {
    const auto number = stored_number(text);
    std::string digits;
    std::ranges::copy_if(number, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    if (!number.starts_with("+81")) return digits;
    // +81 (0)229 is written too
    return "0" + digits.substr(digits.find('0', 2) == 2 ? 3 : 2);
}

bool is_usual_phone(std::string_view text) {
    const auto digits = digits_of_phone(text);
    return trim(text).empty() || (digits.starts_with('0') && (digits.size() == 10 || digits.size() == 11));
}

// A spreadsheet makes 229231000 of 0229231000.
Fault unusual_phone(std::string_view field, std::string_view text) {
    const auto digits = digits_of_phone(text);
    const bool lost_zero = digits.size() == 9 || (digits.size() == 10 && digits.find_first_of("789") == 0);
    return {field, "W_PHONE", message(N_("{} is an unusual telephone number; it is kept as it is"), text),
            lost_zero && !digits.starts_with('0') ? message(N_("was the 0 in front lost? make the cells text and type it again"))
                                                  : Message{},
            true};
}

}  // namespace

void check_phone(Faults& faults, std::string_view field, std::string_view text) {
    const auto before = faults.size();
    check_text(faults, field, text);
    if (faults.size() == before && !is_phone(text))
        faults.push_back({field, "E_PHONE", message(N_("only digits and hyphens may stand in a telephone number"))});
    else if (faults.size() == before && !is_usual_phone(text)) faults.push_back(unusual_phone(field, text));
}

void check_facility_phone(Faults& faults, std::string_view field, std::string_view text) {
    const auto before = faults.size();
    check_text(faults, field, text);
    if (faults.size() == before && (!is_phone(text) || !is_usual_phone(text))) faults.push_back(unusual_phone(field, text));
}

void check_not_future(Faults& faults, std::string_view field, std::optional<Date> day, Date today) {
    if (day && *day > today)
        faults.push_back({field, "E_FUTURE", message(N_("{} lies in the future; today is {}"), *day, today)});
}

const CodeEntry* check_code(Faults& faults, std::string_view field, const Codes& codes, std::string_view list,
                            std::string_view text) {
    if (trim(text).empty()) {
        faults.push_back({field, "E_MISSING", message(N_("nothing is entered, and it is needed"))});
        return nullptr;
    }
    const auto* entry = invalid_utf8(text) ? nullptr : codes.find(list, text);
    if (entry) return entry;
    const auto nearest = codes.nearest(list, text);
    faults.push_back(
        {field, "E_UNKNOWN_CODE", message(N_("{} is not in the list"), text),
         nearest.empty() ? message(N_("`osaki-mcs profile show` gives the lists")) : message(N_("did you mean {}"), nearest)});
    return nullptr;
}

std::string stored_kana(std::string_view text) {
    return to_katakana(text).value_or(std::string(trim(text)));
}

std::string stored_number(std::string_view text) {
    auto number = normalise(trim(text));
    // NFKC leaves these, and people type whichever the keyboard offers (‐ ‑ ‒ – — ― − ー)
    for (const std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\u30fc"})
        for (auto at = number.find(dash); at != std::string::npos; at = number.find(dash, at))
            number.replace(at, dash.size(), "-");
    return number;
}

void refuse(const Faults& faults) {
    Faults errors;
    std::ranges::copy_if(faults, std::back_inserter(errors), [](const Fault& fault) { return !fault.warning; });
    if (errors.empty()) return;
    const bool invalid = std::ranges::any_of(errors, [](const Fault& fault) { return fault.status == Code::invalid; });
    const auto code = invalid ? Code::invalid : errors.front().status;
    const auto text = errors.size() == 1 ? errors.front().text : message(N_("{} things are wrong"), errors.size());
    throw Error(code, text, std::move(errors));
}

}  // namespace osaki
