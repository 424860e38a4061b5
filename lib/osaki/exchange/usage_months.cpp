#include "osaki/exchange/usage_months.hpp"

#include "osaki/base/text.hpp"

#include <algorithm>
#include <future>

namespace osaki {

namespace {

// A known one by its number, an unknown one by its place among those.
constexpr std::uint64_t known_subject(std::int64_t number) {
    return static_cast<std::uint64_t>(number) * 2;
}
constexpr std::uint64_t unknown_subject(std::size_t place) {
    return place * 2 + 1;
}
constexpr bool is_unknown(std::uint64_t subject) {
    return subject % 2 != 0;
}
constexpr std::int64_t number_in(std::uint64_t subject) {
    return static_cast<std::int64_t>(subject / 2);
}

}  // namespace

void UsageMonths::begin(UsageScope scope, bool adds) {
    scope_ = scope;
    adds_ = adds;
}

UsageMonthTaken& UsageMonths::at(Month month) {
    const auto [found, is_new] = months_.try_emplace(month);
    auto& taken = found->second;
    if (!is_new) return taken;
    taken.month = month;
    taken.is_asked = !only_ || *only_ == month;
    if (!taken.is_asked) return taken;
    taken.fault = month_fault(view_, month);
    taken.before = find_usage_load(view_, month, scope_);
    return taken;
}

std::optional<std::uint64_t> UsageMonths::known(UsageKey key, const std::string& text) {
    const auto found = subjects_->find(key, text);
    if (found.number == 0) return std::nullopt;
    if (found.other != 0) others_.emplace(found.number, found.other);
    return known_subject(found.number);
}

std::pair<std::uint64_t, bool> UsageMonths::unknown(const std::string& keys, const std::string& key, const std::string& name) {
    const auto [found, is_new] = unknown_of_.try_emplace(keys, unknown_.size());
    if (is_new) unknown_.push_back({key, name, subjects_->said_before(scope_, key, name)});
    return {unknown_subject(found->second), is_new && !unknown_.back().said};
}

UserId UsageMonths::user_of(std::uint64_t subject) const {
    return people_.standing(UserId{number_in(subject)});
}

std::string UsageMonths::name_of_user(UserId user) const {
    const auto found = find_user(view_, user);
    return found ? found->name : std::string();
}

std::string UsageMonths::name_of(std::uint64_t subject) const {
    if (scope_ == UsageScope::network) return "-";
    if (is_unknown(subject)) {
        const auto& [key, name, said] = unknown_[subject / 2];
        return scope_ == UsageScope::office && !name.empty() ? key + ' ' + name : key;
    }
    return scope_ == UsageScope::user ? to_text(UserId{number_in(subject)}) : to_text(OfficeId{number_in(subject)});
}

std::int64_t UsageMonths::number_in_month(std::uint64_t subject, Month month) const {
    auto number = number_in(subject);
    if (scope_ != UsageScope::user) return number;
    if (const auto other = others_.find(number); other != others_.end())
        number = osaki::number_in(people_, {number, other->second}, month);
    return people_.standing(UserId{number}).value;
}

UsageUnmatched UsageMonths::unmatched_of(const UsageEntry& entry) const {
    const auto& unknown = unknown_[entry.subject / 2];
    UsageUnmatched row;
    row.line = entry.line;
    row.key = unknown.key;
    row.name = unknown.name;
    put_figures(row, figures_of(entry));
    if (!unknown.said) return row;
    if (unknown.said->user) row.user_id = people_.standing(*unknown.said->user);
    row.office_id = unknown.said->office;
    row.matched_on = view_.today();
    return row;
}

NewUsageLoad UsageMonths::load_of(const UsageMonthTaken& taken) const {
    NewUsageLoad load{taken.month, scope_};
    for (const auto& name : names<Metric>)
        if (taken.bucket.knows(name.value)) load.metrics.emplace_back(name.token);
    load.rows.reserve(taken.bucket.size());
    for (const auto& entry : taken.bucket.sorted()) {
        if (is_unknown(entry.subject)) load.unmatched.push_back(unmatched_of(entry));
        else load.rows.push_back({number_in_month(entry.subject, taken.month), figures_of(entry)});
    }
    add_up(load.rows);
    if (!adds_) seal(load);
    return load;
}

void UsageMonths::tell_twice(UsageFindings& findings, Month month, const std::vector<UsageEntry>& entries) {
    const auto tell = [&](const UsageEntry& at, const UsageEntry& other) {
        if (refused_.insert(at.line).second)
            findings.report({at.line, at.record},
                            {{},
                             "E_ROW_DUP",
                             scope_ == UsageScope::network
                                 ? message(N_("figures of {} stand on line {} too"), month, other.line)
                                 : message(N_("{} has figures of {} on line {} too"), name_of(at.subject), month, other.line)});
    };
    for (std::size_t first = 0, i = 1; i < entries.size(); ++i) {
        if (entries[i].subject != entries[first].subject) {
            first = i;
            continue;
        }
        tell(entries[first], entries[i]);
        tell(entries[i], entries[first]);
    }
}

// A file of refused rows adds to what was loaded without them.
void UsageMonths::tell_loaded(UsageFindings& findings, const UsageMonthTaken& taken, const std::vector<UsageEntry>& entries) {
    const auto rows = usage_rows(view_, *taken.before);
    std::set<std::string> keys;  // of those whom nobody knew, also when it was said since who they are
    for (const auto& row : unmatched_in(view_, *taken.before)) keys.insert(unknown_key(scope_, row.key, row.name));
    const auto is_there = [&](const UsageEntry& entry) {
        if (is_unknown(entry.subject)) {
            const auto& unknown = unknown_[entry.subject / 2];
            return keys.contains(unknown_key(scope_, unknown.key, unknown.name));
        }
        return std::ranges::binary_search(rows, number_in_month(entry.subject, taken.month), {}, &UsageRow::number);
    };
    for (const auto& entry : entries) {
        if (!is_there(entry)) continue;
        refused_.insert(entry.line);
        findings.report({entry.line, entry.record},
                        {{},
                         "E_ROW_LOADED",
                         message(N_("{} has figures of {} already, from {}"), name_of(entry.subject), taken.month,
                                 taken.before->import_job_id),
                         message(N_("a file of refused rows adds to what is loaded; take its remarks out to load it anew")),
                         false,
                         Code::conflict});
    }
}

// What the load in force has and this file, which takes its place, does not.
void UsageMonths::tell_lost(UsageFindings& findings, const UsageMonthTaken& taken, const std::vector<UsageEntry>& entries) {
    std::vector<std::int64_t> numbers;
    const auto add = [&](std::uint64_t subject) {
        if (!is_unknown(subject)) numbers.push_back(number_in_month(subject, taken.month));
    };
    for (const auto& entry : entries) add(entry.subject);
    for (const auto subject : taken.refused) add(subject);
    if (!std::ranges::is_sorted(numbers)) std::ranges::sort(numbers);
    const auto gone = std::ranges::count_if(
        usage_rows(view_, *taken.before), [&](const UsageRow& row) { return !std::ranges::binary_search(numbers, row.number); });
    missing_ += gone;
    const auto warn = [&](const char* code, Message text) {
        findings.report({},
                        {{}, code, std::move(text), message(N_("is it the whole month; osaki-mcs undo takes a job back")), true});
    };
    if (gone > 0)
        warn("W_FEWER", message(N_("{}: in {} and not in this file: {}; this file takes its place"), taken.month,
                                taken.before->import_job_id, gone));
    const auto knows = [&](Metric metric) {
        return std::ranges::any_of(entries, [&](const UsageEntry& entry) {
            return entry.figures[static_cast<std::size_t>(metric)] >= 0 && is_kept(entry);
        });
    };
    for (const auto& name : names<Metric>)
        if (std::ranges::find(taken.before->metrics, name.token) != taken.before->metrics.end() && !knows(name.value))
            warn("W_FEWER", message(N_("{}: {} tells the {} and this file does not; it takes its place"), taken.month,
                                    taken.before->import_job_id, name.value));
}

void UsageMonths::tell_strangers(UsageFindings& findings, Month month, const std::vector<UsageEntry>& entries) {
    const auto from = first_day(month), to = last_day(month);
    std::int64_t strangers = 0;
    const UsageEntry* first = nullptr;
    for (const auto& entry : entries) {
        if (is_unknown(entry.subject)) continue;
        const auto person = people_.find(UserId{number_in_month(entry.subject, month)});
        if (!person || people_.was_there(*person, from, to)) continue;
        ++strangers;
        if (first == nullptr || entry.line < first->line) first = &entry;
    }
    if (first == nullptr) return;
    findings.report({first->line, first->record},
                    {{},
                     "W_NOT_REGISTERED",
                     message(N_("{}: users with figures who were not registered that month: {}, the first is {}"), month,
                             strangers, name_of(first->subject)),
                     message(N_("see since when with osaki-mcs user history {}"), name_of(first->subject)),
                     true});
}

void UsageMonths::tell_files(UsageFindings& findings, Month month, UsageFiles& files) {
    const auto& other = files.try_emplace({month, scope_}, file_).first->second;
    if (other == file_) return;
    findings.file.is_unusable = true;
    findings.report({}, {{},
                         "E_MONTH_TWICE",
                         message(N_("{} is in {} too, and a month is loaded from one file"), month, other),
                         message(N_("put the rows into one file"))});
}

void UsageMonths::finish(UsageFindings& findings, UsageFiles& files) {
    subjects_.reset();
    for (const auto& [month, taken] : months_) {
        if (taken.bucket.size() == 0) continue;
        const auto entries = taken.bucket.sorted();
        tell_twice(findings, month, entries);
        tell_files(findings, month, files);
        if (taken.before && adds_) tell_loaded(findings, taken, entries);
        // of which nothing is left takes no other's place
        if (std::ranges::none_of(entries, [&](const UsageEntry& entry) { return is_kept(entry); })) continue;
        if (taken.before && !adds_) tell_lost(findings, taken, entries);
        if (scope_ == UsageScope::user) tell_strangers(findings, month, entries);
        if (last_day(month) >= view_.today())
            findings.report({}, {{},
                                 "W_MONTH_NOT_OVER",
                                 message(N_("{} is not over"), month),
                                 message(N_("load it again when it is; the new file takes the place of this one")),
                                 true});
    }
    if (!refused_.empty()) leave_out_refused();
}

// A row of several months is refused in all of them.
void UsageMonths::leave_out_refused() {
    std::map<std::int64_t, bool> lines;  // and whether it is of a month that was loaded before
    for (auto& [month, taken] : months_) {
        auto entries = taken.bucket.sorted();
        std::ranges::sort(entries, {}, &UsageEntry::line);
        taken.bucket = {};
        for (const auto& entry : entries)
            if (is_kept(entry)) taken.bucket.add(entry);
            else lines[entry.line] |= taken.before.has_value();
    }
    for (const auto& [line, is_replacing] : lines) ++(is_replacing ? refused_rows_.replacing : refused_rows_.fresh);
}

void UsageMonths::refuse_loaded(const std::string& sha256) const {
    const auto loads = usage_loads_of_file(view_, sha256);
    const UsageLoad* again = nullptr;
    std::optional<Month> fresh;
    for (const auto& [month, taken] : months_) {
        if (!taken.is_asked) continue;
        const auto load = std::ranges::find(loads, month, &UsageLoad::month);
        if (load != loads.end()) again = again == nullptr ? &*load : again;
        else if (!fresh && taken.bucket.size() > 0) fresh = month;
    }
    if (again == nullptr) return;
    const auto job = get_import_job(view_, again->import_job_id);
    auto error = loaded_already(file_, job);
    if (fresh)
        error.message = message(N_("{} of {} is loaded already, as {} on {}; nothing was changed; load another month of it with "
                                   "--month {}"),
                                again->month, file_, job.import_job_id, date_of(job.at), *fresh);
    throw error;
}

// The next month is made ready while one is written.
void UsageMonths::load(Change& change, ImportJobId job, const std::function<void(double part)>& progress) {
    std::erase_if(months_, [](const auto& month) { return month.second.bucket.size() == 0; });
    std::future<NewUsageLoad> next;
    const auto prepare = [&](const UsageMonthTaken& taken) {
        next = std::async(std::launch::async, [this, &taken] { return load_of(taken); });
    };
    if (!months_.empty()) prepare(months_.begin()->second);
    double done = 0;
    for (auto at = months_.begin(); at != months_.end();) {
        auto load = next.get();
        at->second.bucket = {};
        if (++at != months_.end()) prepare(at->second);
        if (adds_) {
            add_before(change, load);
            seal(load);
        }
        load_usage(change, people_, job, load);
        progress(++done / static_cast<double>(months_.size()));
    }
}

}  // namespace osaki
