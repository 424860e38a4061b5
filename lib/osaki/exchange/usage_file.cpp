// One pass: cells to figures, kept by month in a few bytes a row until the file has been read to its end.
#include "osaki/exchange/usage_file.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/people.hpp"
#include "osaki/domain/usage_load.hpp"
#include "osaki/exchange/guard.hpp"
#include "osaki/exchange/usage_bucket.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace osaki {

namespace {

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
// What a cell of the file means, by its bytes: the same stands in many rows.
template <class T>
using Memo = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

class Reader {
public:
    Reader(const ImportSource& source, const RowContext& context, const ImportOptions& options, const UsageQuestion& question)
        : source_(source),
          context_(context),
          options_(options),
          question_(question),
          people_(context.view),
          subjects_(context.view) {}
    BulkFile run();

private:
    struct Cell {
        std::int64_t line, record;
        int column;
        std::string_view bytes;
    };
    void take_header(const RawRow& row);
    void take_row(const RawRow& row);
    void take_figures(const RawRow& row, std::uint64_t subject);
    std::optional<Month> month_in(const RawRow& row);
    std::optional<std::uint64_t> subject_in(const RawRow& row);
    std::uint64_t new_subject(const RawRow& row, int column, UsageRole role, const std::string& text);
    void check_name(const RawRow& row, std::int64_t user);
    bool take_number(const RawRow& row, int column, Month month, std::int32_t& to);
    bool is_taken(const RawRow& row, int column, Month month);
    void report(const Cell& at, Fault fault);
    Cell cell_of(const RawRow& row, int column) const;
    std::optional<std::string> text_in(const RawRow& row, int column);
    int column_with(UsageRole role) const;
    void finish(BulkFile& whole);
    void finish_month(Month month, UsageBucket& bucket, std::vector<NewUsageLoad>& loads);
    void warn_of_month(const NewUsageLoad& load, const std::vector<UsageEntry>& entries);
    NewUsageLoad load_of(Month month, const std::vector<UsageEntry>& entries) const;

    struct Unknown {
        std::string key, name;
        std::int64_t line = 0;
    };
    enum class Taking { fresh, replacing, closed, other };

    const ImportSource& source_;
    const RowContext& context_;
    const ImportOptions& options_;
    const UsageQuestion& question_;
    People people_;
    UsageSubjects subjects_;
    UsagePlan plan_;
    CheckedFile result_;
    std::vector<std::pair<std::int64_t, int>> order_;
    bool has_other_error_ = false;  // than a closed month
    std::map<Month, UsageBucket> buckets_;
    std::map<Month, Taking> takings_;
    Memo<Month> months_;
    std::vector<Memo<std::uint64_t>> memos_;  // of each column
    std::vector<Unknown> unknown_;
    std::int64_t added_ = 0, changed_ = 0, unchanged_ = 0;
};

Reader::Cell Reader::cell_of(const RawRow& row, int column) const {
    const auto at = static_cast<std::size_t>(column);
    return {row.line, row.record, column, column >= 0 && at < row.cells.size() ? row.cells[at] : std::string_view{}};
}

void Reader::report(const Cell& at, Fault fault) {
    const auto column = at.column < 0 ? std::string() : plan_.layout.headers[static_cast<std::size_t>(at.column)];
    const auto encoding = source_.encoding.encoding;
    result_.findings.push_back({source_.file.path(), at.line, at.record > 0 ? std::optional(at.record) : std::nullopt, column,
                                decode(encoding, at.bytes).value_or(printable(at.bytes)),
                                fault.warning ? Severity::warning : Severity::error, std::string(fault.code), fault.text,
                                fault.hint});
    order_.emplace_back(at.line, at.column);
    if (fault.warning) return;
    result_.bad_lines.push_back(at.line);
    has_other_error_ = has_other_error_ || fault.status != Code::conflict;
}

// As people read it; nothing, and a finding, when it cannot be read.
std::optional<std::string> Reader::text_in(const RawRow& row, int column) {
    const auto cell = cell_of(row, column);
    auto decoded = decode(source_.encoding.encoding, cell.bytes);
    if (!decoded || has_control(trim(*decoded))) {
        report(cell, {{},
                      decoded ? "E_CONTROL" : "E_ENCODING",
                      decoded ? message(N_("the cell holds a control character"))
                              : message(N_("the cell cannot be decoded as {}"), token_of(source_.encoding.encoding))});
        return std::nullopt;
    }
    const auto shown = trim(*decoded);
    return std::string(source_.sheet ? shown : trim(without_guard(shown)));
}

int Reader::column_with(UsageRole role) const {
    const auto found = std::ranges::find(plan_.columns, role, &UsageColumn::role);
    return found == plan_.columns.end() ? -1 : static_cast<int>(found - plan_.columns.begin());
}

void Reader::take_header(const RawRow& row) {
    const auto headers = header_cells(source_, row);
    std::vector<HeaderFault> faults;
    if (!headers) refuse_inferred(source_);
    plan_ = read_usage_header(source_.kind, *headers, question_, context_.view.today(), faults);
    result_.layout = plan_.layout;
    if (source_.encoding.is_inferred && !faults.empty() && !has_mostly_known(source_.kind, *headers)) refuse_inferred(source_);
    memos_.resize(plan_.columns.size());
    for (auto& [column, fault] : faults) {
        report({row.line, 0, -1, {}}, std::move(fault));
        result_.findings.back().column = column;
        result_.is_unusable = true;
    }
}

std::optional<Month> Reader::month_in(const RawRow& row) {
    const auto column = column_with(UsageRole::month);
    if (column < 0) return question_.month;
    const auto cell = cell_of(row, column);
    if (const auto known = months_.find(cell.bytes); known != months_.end()) return known->second;
    const auto text = text_in(row, column);
    if (!text) return std::nullopt;
    try {
        if (text->empty()) fail(Code::invalid, N_("{} is empty"), plan_.layout.headers[static_cast<std::size_t>(column)]);
        return months_.emplace(std::string(cell.bytes), usage_month(*text, context_.view.today())).first->second;
    } catch (const Error& error) {
        report(cell, {{}, "E_MONTH", error.message, message(N_("write it like 2026-04"))});
        return std::nullopt;
    }
}

void Reader::check_name(const RawRow& row, std::int64_t user) {
    const auto column = column_with(UsageRole::name);
    if (column < 0) return;
    const auto text = text_in(row, column);
    const auto known = subjects_.name_of_user(user);
    if (!text || text->empty() || search_key(*text) == search_key(known)) return;
    report(cell_of(row, column), {{},
                                  "W_NAME_OTHER",
                                  message(N_("{} is {} in the register"), UserId{user}, known),
                                  message(N_("is it the right person")),
                                  true});
}

// Known people by their number, twice; others by their place among the unknown, twice and one.
std::uint64_t Reader::new_subject(const RawRow& row, int column, UsageRole role, const std::string& text) {
    const auto found = subjects_.find(role, text);
    if (found.number == 0) {
        const auto name = column_with(UsageRole::name);
        unknown_.push_back({text, name < 0 ? std::string() : text_in(row, name).value_or(""), row.line});
        report(cell_of(row, column),
               {{},
                "W_USAGE_UNKNOWN",
                message(N_("nobody in the register is {}; the figures are kept until it is said whose they are"), text),
                message(N_("osaki-mcs usage unmatched shows them, once loaded")),
                true});
        return (unknown_.size() - 1) * 2 + 1;
    }
    if (plan_.scope != UsageScope::user) return static_cast<std::uint64_t>(found.number) * 2;
    const auto person = people_.find(UserId{found.number});
    const auto number = person ? people_.id(*person).value : found.number;
    check_name(row, number);
    return static_cast<std::uint64_t>(number) * 2;
}

std::optional<std::uint64_t> Reader::subject_in(const RawRow& row) {
    if (plan_.scope == UsageScope::network) return 0;
    static constexpr std::array of_users{UsageRole::user, UsageRole::mail, UsageRole::login};
    static constexpr std::array of_offices{UsageRole::office, UsageRole::office_name};
    const auto roles = plan_.scope == UsageScope::user ? std::span<const UsageRole>(of_users) : of_offices;
    int named = -1;
    for (const auto role : roles) {
        const auto column = column_with(role);
        if (column < 0) continue;
        named = column;
        const auto cell = cell_of(row, column);
        auto& memo = memos_[static_cast<std::size_t>(column)];
        if (const auto known = memo.find(cell.bytes); known != memo.end()) return known->second;
        const auto text = text_in(row, column);
        if (!text) return std::nullopt;
        if (text->empty()) continue;
        return memo.emplace(std::string(cell.bytes), new_subject(row, column, role, *text)).first->second;
    }
    report(cell_of(row, named),
           {{}, "E_MISSING", message(N_("{} is empty"), plan_.layout.headers[static_cast<std::size_t>(named)])});
    return std::nullopt;
}

// Digits as they nearly always are; anything else by the rule for what people write.
bool Reader::take_number(const RawRow& row, int column, Month month, std::int32_t& to) {
    const auto cell = cell_of(row, column);
    const auto [end, error] = std::from_chars(cell.bytes.data(), cell.bytes.data() + cell.bytes.size(), to);
    if (cell.bytes.empty()) {
        to = -1;
        return true;
    }
    if (error != std::errc() || end != cell.bytes.data() + cell.bytes.size() || to < 0) {
        const auto text = text_in(row, column);
        if (!text) return false;
        try {
            to = static_cast<std::int32_t>(usage_number(*text).value_or(-1));
        } catch (const Error& failure) {
            report(cell, {{}, "E_NUMBER", failure.message});
            return false;
        }
    }
    const auto metric = plan_.columns[static_cast<std::size_t>(column)].metric;
    const int days = parts(last_day(month)).day;
    if (metric != Metric::login_days || to <= days || plan_.scope != UsageScope::user) return true;
    report(cell, {{}, "E_RANGE", message(N_("{} has no more than {} days"), month, days)});
    return false;
}

// Whether anything of the month is loaded from this file; of a closed one that is said once.
bool Reader::is_taken(const RawRow& row, int column, Month month) {
    const auto [known, is_new] = takings_.try_emplace(month, Taking::fresh);
    auto& taking = known->second;
    if (is_new) {
        if (question_.month && *question_.month != month) taking = Taking::other;
        else if (auto fault = month_fault(context_.view, month)) {
            taking = Taking::closed;
            report(cell_of(row, column), std::move(*fault));
        } else if (find_usage_load(context_.view, month, plan_.scope)) taking = Taking::replacing;
    }
    return taking == Taking::fresh || taking == Taking::replacing;
}

void Reader::take_figures(const RawRow& row, std::uint64_t subject) {
    std::map<Month, UsageEntry> wide;
    bool is_wide = false, is_good = true, is_replacing = false;
    const auto month_column = column_with(UsageRole::month);
    UsageEntry entry{subject, row.line, row.record, {}};
    std::optional<Month> month;
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
        const auto& column = plan_.columns[i];
        if (column.role != UsageRole::figure) continue;
        const auto at = static_cast<int>(i);
        is_wide = column.month.has_value();
        if (!is_wide && !month) {
            month = month_in(row);
            if (!month) return;
            if (!is_taken(row, month_column, *month)) return void(++unchanged_);
        }
        if (is_wide && !is_taken(row, at, *column.month)) continue;
        std::int32_t number = -1;
        is_good = take_number(row, at, is_wide ? *column.month : *month, number) && is_good;
        if (!is_wide) entry.figures[static_cast<std::size_t>(column.metric)] = number;
        else if (number >= 0)  // an empty cell of a wide file may be of a time before the person came
            wide.try_emplace(*column.month, entry).first->second.figures[static_cast<std::size_t>(column.metric)] = number;
    }
    if (!is_good) return;
    if (!is_wide) wide.emplace(*month, entry);
    for (const auto& [of, figures] : wide) {
        buckets_[of].add(figures);
        is_replacing = is_replacing || takings_[of] == Taking::replacing;
    }
    ++(wide.empty() ? unchanged_ : is_replacing ? changed_ : added_);
}

void Reader::take_row(const RawRow& row) {
    ++result_.rows;
    if (row.cells.size() != plan_.columns.size())
        return report({row.line, row.record, -1, {}},
                      {{},
                       "E_CELLS",
                       message(N_("{} cells under {} columns"), row.cells.size(), plan_.columns.size()),
                       source_.sheet ? message(N_("give the column a heading or empty its cells"))
                                     : message(N_("a comma in a cell needs quotes around it"))});
    if (const auto subject = subject_in(row)) take_figures(row, *subject);
}

NewUsageLoad Reader::load_of(Month month, const std::vector<UsageEntry>& entries) const {
    NewUsageLoad load{month, plan_.scope};
    for (const auto& name : names<Metric>)
        if (std::ranges::any_of(plan_.columns,
                                [&](const UsageColumn& c) { return c.role == UsageRole::figure && c.metric == name.value; }))
            load.metrics.emplace_back(name.token);
    for (const auto& entry : entries) {
        if (entry.subject % 2 == 0) {
            load.rows.push_back({static_cast<std::int64_t>(entry.subject / 2), figures_of(entry)});
            continue;
        }
        const auto& unknown = unknown_[entry.subject / 2];
        UsageUnmatched row;
        row.line = entry.line;
        row.key = unknown.key;
        row.name = unknown.name;
        put_figures(row, figures_of(entry));
        load.unmatched.push_back(std::move(row));
    }
    return load;
}

void Reader::warn_of_month(const NewUsageLoad& load, const std::vector<UsageEntry>& entries) {
    const auto warn = [&](std::int64_t line, const char* code, Message text, Message hint) {
        report({line, 0, -1, {}}, {{}, code, std::move(text), std::move(hint), true});
    };
    if (const auto gone = rows_missing(context_.view, load); gone > 0)
        warn(1, "W_FEWER",
             message(N_("{}: in the load before and not in this file: {}; this file takes its place"), load.month, gone),
             message(N_("is it the whole month; osaki-mcs undo takes the job back")));
    if (load.scope != UsageScope::user) return;
    std::int64_t strangers = 0, line = 0;
    UserId first;
    for (const auto& entry : entries) {
        if (entry.subject % 2 != 0) continue;
        const UserId user{static_cast<std::int64_t>(entry.subject / 2)};
        const auto person = people_.find(user);
        if (!person || people_.was_there(*person, first_day(load.month), last_day(load.month))) continue;
        if (strangers++ == 0) first = user, line = entry.line;
    }
    if (strangers > 0)
        warn(line, "W_NOT_REGISTERED",
             message(N_("{}: users with figures who were not registered that month: {}, the first is {}"), load.month, strangers,
                     first),
             message(N_("see since when with osaki-mcs user history {}"), first));
}

void Reader::finish_month(Month month, UsageBucket& bucket, std::vector<NewUsageLoad>& loads) {
    auto entries = bucket.sorted();
    std::set<std::uint64_t> twice;
    for (std::size_t i = 1; i < entries.size(); ++i) {
        const auto& one = entries[i - 1];
        const auto& other = entries[i];
        if (one.subject != other.subject) continue;
        twice.insert(one.subject);
        const auto tell = [&](const UsageEntry& at, const UsageEntry& again) {
            report({at.line, at.record, -1, {}},
                   {{},
                    "E_ROW_DUP",
                    message(N_("{} has figures of {} on line {} too"),
                            at.subject % 2 != 0               ? unknown_[at.subject / 2].key
                            : plan_.scope == UsageScope::user ? to_text(UserId{static_cast<std::int64_t>(at.subject / 2)})
                                                              : to_text(OfficeId{static_cast<std::int64_t>(at.subject / 2)}),
                            month, again.line)});
        };
        tell(one, other);
        tell(other, one);
    }
    std::erase_if(entries, [&](const UsageEntry& entry) { return twice.contains(entry.subject); });
    auto load = load_of(month, entries);
    warn_of_month(load, entries);
    loads.push_back(std::move(load));
}

void Reader::finish(BulkFile& whole) {
    auto loads = std::make_shared<std::vector<NewUsageLoad>>();
    for (auto& [month, bucket] : buckets_) finish_month(month, bucket, *loads);
    sort_findings(result_, order_);
    whole.added = added_;
    whole.changed = changed_;
    whole.unchanged = unchanged_;
    // a row that stands twice was counted before that was known
    auto surplus = added_ + changed_ + unchanged_ + static_cast<std::int64_t>(result_.bad_lines.size()) - result_.rows;
    for (auto* count : {&whole.added, &whole.changed, &whole.unchanged}) {
        const auto less = std::min(*count, std::max<std::int64_t>(surplus, 0));
        *count -= less;
        surplus -= less;
    }
    whole.outcome = has_other_error_ ? Code::invalid : Code::conflict;
    auto people = std::make_shared<const People>(std::move(people_));
    whole.load = [loads, people](Change& change, ImportJobId job) {
        for (auto& load : *loads) load_usage(change, *people, job, std::move(load));
    };
}

BulkFile Reader::run() {
    bool has_header = false;
    const auto broken = for_each_raw_row(source_, [&](const RawRow& row, std::int64_t bytes) {
        if (!has_header) take_header(row);
        else if (!result_.is_unusable) take_row(row);
        has_header = true;
        if (options_.progress && result_.rows % 1000 == 0) options_.progress({false, result_.rows, bytes, source_.facts.size});
    });
    if (!has_header && !broken) fail(Code::invalid, N_("{} is empty; nothing was changed"), source_.file.path());
    if (broken) {
        report({broken->line, 0, -1, {}}, {{}, "E_CSV", broken->text, message(N_("the rest of the file was not read"))});
        result_.is_unusable = true;
    }
    if (source_.sheet)
        for (auto& one : sheet_findings(*source_.sheet)) {
            report({one.line, 0, -1, {}}, one.fault);
            result_.findings.back().column = std::move(one.column);
        }
    BulkFile whole;
    finish(whole);
    whole.checked = std::move(result_);
    return whole;
}

}  // namespace

BulkFile read_usage_file(const ImportSource& source, const RowContext& context, const ImportOptions& options,
                         const UsageQuestion& question) {
    return Reader(source, context, options, question).run();
}

}  // namespace osaki
