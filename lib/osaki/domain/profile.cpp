#include "osaki/domain/profile.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/application.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace osaki {

namespace {

constexpr Column<ProfileEntry> profile_columns[] = {
    column<&ProfileEntry::profile_id>("profile_id", N_("Number")).detail(),
    column<&ProfileEntry::key>("key", N_("Key")).required(),
    column<&ProfileEntry::value>("value", N_("Value")),
};

bool to_bool(std::string_view key, std::string_view value) {
    if (value == "true" || value == "false") return value == "true";
    fail(Code::invalid, N_("{} is true or false, not {}"), key, value);
}

int to_days(std::string_view key, std::string_view value, int most) {
    int days = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), days);
    if (error != std::errc{} || end != value.data() + value.size() || days < 1 || days > most)
        fail(Code::invalid, N_("{} is a number of days from 1 to {}, not {}"), key, most, value);
    return days;
}

Validity to_validity(std::string_view key, std::string_view value) {
    constexpr std::string_view unit = "-months";
    constexpr int most = 120;
    if (value == "forever") return {Lasting::forever};
    if (value == "fiscal-year") return {Lasting::fiscal_year};
    int months = 0;
    const auto end_of_number = std::from_chars(value.data(), value.data() + value.size(), months).ptr;
    if (!value.ends_with(unit) || end_of_number != value.data() + value.size() - unit.size() || months < 1 || months > most)
        fail(Code::invalid, N_("{} is forever, fiscal-year or a number of months as 12-months, up to {}, not {}"), key, most,
             value);
    return {Lasting::months, months};
}

using Set = void (*)(Profile& profile, std::string_view key, std::string_view value);
struct Key {
    std::string_view name;
    Set set;
};

// Every key there is, and what it means to the rules. The hard maximum of 21 days is the guideline's, not the region's.
constexpr std::array keys{
    Key{"network.name", [](Profile& p, std::string_view, std::string_view v) { p.network = v; }},
    Key{"network.operator", [](Profile& p, std::string_view, std::string_view v) { p.network_operator = v; }},
    Key{"network.committee", [](Profile& p, std::string_view, std::string_view v) { p.committee = v; }},
    Key{"network.area", [](Profile& p, std::string_view, std::string_view v) { p.area = split_list(v); }},
    Key{"network.login_url", [](Profile& p, std::string_view, std::string_view v) { p.login_url = v; }},
    Key{"gates.papers", [](Profile& p, std::string_view k, std::string_view v) { p.gate_papers = to_bool(k, v); }},
    Key{"gates.explanation", [](Profile& p, std::string_view k, std::string_view v) { p.gate_explanation = to_bool(k, v); }},
    Key{"gates.acknowledgement",
        [](Profile& p, std::string_view k, std::string_view v) { p.gate_acknowledgement = to_bool(k, v); }},
    Key{"gates.mail", [](Profile& p, std::string_view k, std::string_view v) { p.gate_mail = to_bool(k, v); }},
    Key{"gates.training", [](Profile& p, std::string_view k, std::string_view v) { p.gate_training = to_bool(k, v); }},
    Key{"rules.four_eyes", [](Profile& p, std::string_view k, std::string_view v) { p.four_eyes = to_bool(k, v); }},
    Key{"rules.mail_free_after_days",
        [](Profile& p, std::string_view k, std::string_view v) { p.mail_free_after_days = to_days(k, v, 3650); }},
    Key{"rules.credential_valid_days",
        [](Profile& p, std::string_view k, std::string_view v) { p.credential_valid_days = to_days(k, v, 21); }},
    Key{"rules.group_confirm_days",
        [](Profile& p, std::string_view k, std::string_view v) { p.group_confirm_days = to_days(k, v, 3650); }},
    Key{"training.initial", [](Profile& p, std::string_view k, std::string_view v) { p.initial_training = to_validity(k, v); }},
    Key{"training.annual", [](Profile& p, std::string_view k, std::string_view v) { p.annual_training = to_validity(k, v); }},
    Key{"training.admin", [](Profile& p, std::string_view k, std::string_view v) { p.admin_training = to_validity(k, v); }},
    Key{"training.special", [](Profile& p, std::string_view k, std::string_view v) { p.special_training = to_validity(k, v); }},
    Key{"rules.review_user_days",
        [](Profile& p, std::string_view k, std::string_view v) { p.review_user_days = to_days(k, v, 3650); }},
    Key{"rules.review_admin_days",
        [](Profile& p, std::string_view k, std::string_view v) { p.review_admin_days = to_days(k, v, 3650); }},
};

constexpr std::string_view papers_prefix = "papers.";

void apply(Profile& profile, std::string_view key, std::string_view value) {
    if (key.starts_with(papers_prefix)) {
        const auto kind = key.substr(papers_prefix.size());
        if (std::ranges::any_of(names<ApplicationKind>, [&](const auto& name) { return name.token == kind; })) {
            profile.papers[std::string(kind)] = split_list(value);
            return;
        }
    }
    const auto found = std::ranges::find(keys, key, &Key::name);
    if (found != keys.end()) return found->set(profile, key, value);
    std::vector<std::string_view> candidates;
    for (const auto& known : keys) candidates.push_back(known.name);
    const auto near = closest(key, candidates);
    if (near.empty()) fail(Code::usage, N_("the profile has no key {}; `osaki-mcs profile show` lists them"), key);
    fail(Code::usage, N_("the profile has no key {}; did you mean {}"), key, near);
}

}  // namespace

const Description<ProfileEntry>& describe(const ProfileEntry*) {
    static constexpr Description<ProfileEntry> description{"profile", N_("profile"), profile_columns};
    return description;
}

bool Profile::in_area(std::string_view municipality) const {
    return std::ranges::find(area, municipality) != area.end();
}

std::vector<ProfileEntry> list_profile(const View& view) {
    return sql::list<ProfileEntry>(view, "SELECT * FROM profile ORDER BY profile_id");
}

Profile get_profile(const View& view) {
    Profile profile;
    for (const auto& entry : list_profile(view)) apply(profile, entry.key, entry.value);
    return profile;
}

void set_profile(Change& change, std::string_view key, std::string_view value) {
    Profile tried;
    apply(tried, key, value);
    Faults faults;
    check_text(faults, "value", value);
    refuse(faults);
    auto entry = sql::find<ProfileEntry>(change, "SELECT * FROM profile WHERE key = ?", key);
    if (entry) {
        entry->value = value;
        change.update("edit", *entry);
    } else {
        ProfileEntry added{{}, std::string(key), std::string(value)};
        change.insert("edit", added);
    }
}

}  // namespace osaki
