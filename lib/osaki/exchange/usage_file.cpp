// One pass: cells to figures, kept by month in a few bytes a row until the file has been read to its end.
#include "osaki/exchange/usage_file.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/people.hpp"
#include "osaki/domain/usage_load.hpp"
#include "osaki/exchange/guard.hpp"
#include "osaki/exchange/usage_bucket.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <future>
#include <memory>
#include <set>
#include <unordered_map>

namespace osaki {

namespace {

// What a cell of the file means, by its bytes. Files have their rows in the same order month after month, so that the next cell
// is mostly the one that came next before: it is compared, not looked up.
template <class T>
class Memo {
public:
    const T* find(std::string_view bytes) {
        if (next_ == entries_.size()) next_ = 0;
        if (next_ < entries_.size() && entries_[next_].bytes == bytes) return &entries_[next_++].meaning;
        const auto known = places_.find(bytes);
        if (known == places_.end()) return nullptr;
        next_ = known->second + 1;
        return &entries_[known->second].meaning;
    }
    const T& add(std::string_view bytes, T meaning) {
        entries_.push_back({std::string(bytes), meaning});
        places_.emplace(entries_.back().bytes, entries_.size() - 1);
        next_ = entries_.size();
        return entries_.back().meaning;
    }

private:
    struct Entry {
        std::string bytes;
        T meaning;
    };
    std::deque<Entry> entries_;  // stay where they are
    std::unordered_map<std::string_view, std::size_t> places_;
    std::size_t next_ = 0;
};

// Whether anything of a month is loaded from this file, and what of it was read.
enum class Taking { fresh, replacing, closed, other };
struct MonthRead {
    Month month = {};
    Taking taking = Taking::fresh;
    int days = 0;
    UsageBucket rows = {};
    bool is_taken() const { return taking == Taking::fresh || taking == Taking::replacing; }
};

struct Unknown {
    std::string key, name;
};

// All of a file that can be loaded, in a few bytes a row.
struct UsageFile {
    UsageScope scope = UsageScope::network;
    std::vector<std::string> metrics = {};
    std::map<Month, MonthRead> months = {};
    std::vector<Unknown> unknown = {};
    std::map<Month, std::set<std::uint64_t>> twice = {};

    NewUsageLoad load_of(const MonthRead& read) const;
};

NewUsageLoad UsageFile::load_of(const MonthRead& read) const {
    NewUsageLoad load{read.month, scope, metrics};
    const auto repeated = twice.find(read.month);
    for (const auto& entry : read.rows.sorted()) {
        if (repeated != twice.end() && repeated->second.contains(entry.subject)) continue;
        if (entry.subject % 2 == 0) {
            load.rows.push_back({static_cast<std::int64_t>(entry.subject / 2), figures_of(entry)});
            continue;
        }
        UsageUnmatched row;
        row.line = entry.line;
        row.key = unknown[entry.subject / 2].key;
        row.name = unknown[entry.subject / 2].name;
        put_figures(row, figures_of(entry));
        load.unmatched.push_back(std::move(row));
    }
    seal(load);
    return load;
}

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
    void prepare();
    void take_row(const RawRow& row);
    void take_long(const RawRow& row, std::uint64_t subject);
    void take_wide(const RawRow& row, std::uint64_t subject);
    MonthRead* month_in(const RawRow& row);
    std::optional<std::uint64_t> subject_in(const RawRow& row);
    std::uint64_t new_subject(const RawRow& row, int column, UsageRole role, const std::string& text);
    void check_name(const RawRow& row, std::int64_t user);
    bool take_number(const RawRow& row, int column, const MonthRead& month, std::int32_t& to);
    MonthRead& month_read(const RawRow& row, int column, Month month);
    void report(const Cell& at, Fault fault);
    Cell cell_of(const RawRow& row, int column) const;
    std::optional<std::string> text_in(const RawRow& row, int column);
    int column_with(UsageRole role) const;
    BulkFile finish();
    void check_month(const MonthRead& month);
    void find_repeated(const MonthRead& month, const std::vector<UsageEntry>& entries);
    void warn_of_fewer(const MonthRead& month, const std::vector<UsageEntry>& entries);
    void warn_of_strangers(const MonthRead& month, const std::vector<UsageEntry>& entries);
    std::string called(std::uint64_t subject) const;

    const ImportSource& source_;
    const RowContext& context_;
    const ImportOptions& options_;
    const UsageQuestion& question_;
    People people_;
    UsageSubjects subjects_;
    UsagePlan plan_;
    int month_column_ = -1;
    std::vector<int> who_;      // columns that say whose the row is, the surest first
    std::vector<int> figures_;  // columns
    CheckedFile result_;
    std::vector<std::pair<std::int64_t, int>> order_;
    bool has_other_error_ = false;  // than a closed month
    UsageFile file_;
    Memo<MonthRead*> months_;
    std::vector<Memo<std::uint64_t>> subjects_in_;  // of each column
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
    subjects_in_.resize(plan_.columns.size());
    prepare();
    for (auto& [column, fault] : faults) {
        report({row.line, 0, -1, {}}, std::move(fault));
        result_.findings.back().column = column;
        result_.is_unusable = true;
    }
}

void Reader::prepare() {
    static constexpr std::array of_users{UsageRole::user, UsageRole::mail, UsageRole::login};
    static constexpr std::array of_offices{UsageRole::office, UsageRole::office_name};
    file_.scope = plan_.scope;
    month_column_ = column_with(UsageRole::month);
    if (plan_.scope == UsageScope::user)
        for (const auto role : of_users) who_.push_back(column_with(role));
    if (plan_.scope == UsageScope::office)
        for (const auto role : of_offices) who_.push_back(column_with(role));
    std::erase(who_, -1);
    std::set<Metric> metrics;
    for (std::size_t i = 0; i < plan_.columns.size(); ++i)
        if (plan_.columns[i].role == UsageRole::figure) {
            figures_.push_back(static_cast<int>(i));
            metrics.insert(plan_.columns[i].metric);
        }
    for (const auto metric : metrics) file_.metrics.emplace_back(token_of(metric));
}

// Of a closed month that is said once.
MonthRead& Reader::month_read(const RawRow& row, int column, Month month) {
    const auto [found, is_new] = file_.months.try_emplace(month);
    auto& read = found->second;
    if (!is_new) return read;
    read.month = month;
    read.days = parts(last_day(month)).day;
    if (question_.month && *question_.month != month) read.taking = Taking::other;
    else if (auto fault = month_fault(context_.view, month)) {
        read.taking = Taking::closed;
        report(cell_of(row, column), std::move(*fault));
    } else if (find_usage_load(context_.view, month, plan_.scope)) read.taking = Taking::replacing;
    return read;
}

MonthRead* Reader::month_in(const RawRow& row) {
    if (month_column_ < 0) return &month_read(row, -1, *question_.month);
    const auto cell = cell_of(row, month_column_);
    if (auto* const* known = months_.find(cell.bytes)) return *known;
    const auto text = text_in(row, month_column_);
    if (!text) return nullptr;
    try {
        if (text->empty()) fail(Code::invalid, N_("{} is empty"), plan_.layout.headers[static_cast<std::size_t>(month_column_)]);
        const auto month = usage_month(*text, context_.view.today());
        return months_.add(cell.bytes, &month_read(row, month_column_, month));
    } catch (const Error& error) {
        report(cell, {{}, "E_MONTH", error.message, message(N_("write it like 2026-04"))});
        return nullptr;
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
        file_.unknown.push_back({text, name < 0 ? std::string() : text_in(row, name).value_or("")});
        report(cell_of(row, column),
               {{},
                "W_USAGE_UNKNOWN",
                message(N_("nobody in the register is {}; the figures are kept until it is said whose they are"), text),
                message(N_("osaki-mcs usage unmatched shows them, once loaded")),
                true});
        return (file_.unknown.size() - 1) * 2 + 1;
    }
    if (plan_.scope != UsageScope::user) return static_cast<std::uint64_t>(found.number) * 2;
    const auto person = people_.find(UserId{found.number});
    const auto number = person ? people_.id(*person).value : found.number;
    check_name(row, number);
    return static_cast<std::uint64_t>(number) * 2;
}

std::optional<std::uint64_t> Reader::subject_in(const RawRow& row) {
    if (plan_.scope == UsageScope::network) return 0;
    for (const auto column : who_) {
        const auto cell = cell_of(row, column);
        if (cell.bytes.empty()) continue;
        auto& memo = subjects_in_[static_cast<std::size_t>(column)];
        if (const auto* known = memo.find(cell.bytes)) return *known;
        const auto text = text_in(row, column);
        if (!text) return std::nullopt;
        if (text->empty()) continue;
        return memo.add(cell.bytes, new_subject(row, column, plan_.columns[static_cast<std::size_t>(column)].role, *text));
    }
    report(cell_of(row, who_.front()),
           {{}, "E_MISSING", message(N_("{} is empty"), plan_.layout.headers[static_cast<std::size_t>(who_.front())])});
    return std::nullopt;
}

// Digits as they nearly always are; anything else by the rule for what people write.
bool Reader::take_number(const RawRow& row, int column, const MonthRead& month, std::int32_t& to) {
    const auto cell = cell_of(row, column);
    to = -1;
    if (cell.bytes.empty()) return true;
    const auto* const end = cell.bytes.data() + cell.bytes.size();
    const auto [at, error] = std::from_chars(cell.bytes.data(), end, to);
    if (error != std::errc() || at != end || to < 0) {
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
    if (metric != Metric::login_days || to <= month.days || plan_.scope != UsageScope::user) return true;
    report(cell, {{}, "E_RANGE", message(N_("{} has no more than {} days"), month.month, month.days)});
    return false;
}

void Reader::take_long(const RawRow& row, std::uint64_t subject) {
    auto* const month = month_in(row);
    if (!month) return;
    if (!month->is_taken()) {
        ++unchanged_;
        return;
    }
    UsageEntry entry{subject, row.line, row.record, {-1, -1, -1, -1, -1, -1}};
    bool is_good = true;
    for (const auto column : figures_) {
        const auto metric = plan_.columns[static_cast<std::size_t>(column)].metric;
        is_good = take_number(row, column, *month, entry.figures[static_cast<std::size_t>(metric)]) && is_good;
    }
    if (!is_good) return;
    month->rows.add(entry);
    ++(month->taking == Taking::replacing ? changed_ : added_);
}

// An empty cell of a wide file may be of a time before the person came: it makes no row.
void Reader::take_wide(const RawRow& row, std::uint64_t subject) {
    const UsageEntry entry{subject, row.line, row.record, {-1, -1, -1, -1, -1, -1}};
    std::map<MonthRead*, UsageEntry> entries;
    bool is_good = true;
    for (const auto column : figures_) {
        const auto& about = plan_.columns[static_cast<std::size_t>(column)];
        auto& month = month_read(row, column, *about.month);
        if (!month.is_taken()) continue;
        std::int32_t number = -1;
        is_good = take_number(row, column, month, number) && is_good;
        if (number >= 0)
            entries.try_emplace(&month, entry).first->second.figures[static_cast<std::size_t>(about.metric)] = number;
    }
    if (!is_good) return;
    bool is_replacing = false;
    for (const auto& [month, figures] : entries) {
        month->rows.add(figures);
        is_replacing = is_replacing || month->taking == Taking::replacing;
    }
    ++(entries.empty() ? unchanged_ : is_replacing ? changed_ : added_);
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
    const auto subject = subject_in(row);
    if (!subject) return;
    if (plan_.columns[static_cast<std::size_t>(figures_.front())].month) take_wide(row, *subject);
    else take_long(row, *subject);
}

std::string Reader::called(std::uint64_t subject) const {
    if (subject % 2 != 0) return file_.unknown[subject / 2].key;
    const auto number = static_cast<std::int64_t>(subject / 2);
    return plan_.scope == UsageScope::user ? to_text(UserId{number}) : to_text(OfficeId{number});
}

void Reader::find_repeated(const MonthRead& month, const std::vector<UsageEntry>& entries) {
    const auto tell = [&](const UsageEntry& at, const UsageEntry& again) {
        report(
            {at.line, at.record, -1, {}},
            {{}, "E_ROW_DUP", message(N_("{} has figures of {} on line {} too"), called(at.subject), month.month, again.line)});
    };
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i - 1].subject != entries[i].subject) continue;
        if (file_.twice[month.month].insert(entries[i].subject).second) tell(entries[i - 1], entries[i]);
        tell(entries[i], entries[i - 1]);
    }
}

void Reader::warn_of_fewer(const MonthRead& month, const std::vector<UsageEntry>& entries) {
    if (month.taking != Taking::replacing) return;
    std::vector<std::int64_t> numbers;
    for (const auto& entry : entries)
        if (entry.subject % 2 == 0) numbers.push_back(static_cast<std::int64_t>(entry.subject / 2));
    const auto gone = rows_missing(context_.view, month.month, plan_.scope, numbers);
    if (gone == 0) return;
    report({1, 0, -1, {}},
           {{},
            "W_FEWER",
            message(N_("{}: in the load before and not in this file: {}; this file takes its place"), month.month, gone),
            message(N_("is it the whole month; osaki-mcs undo takes the job back")),
            true});
}

void Reader::warn_of_strangers(const MonthRead& month, const std::vector<UsageEntry>& entries) {
    const auto from = first_day(month.month), to = last_day(month.month);
    std::int64_t strangers = 0, line = 0;
    UserId first;
    for (const auto& entry : entries) {
        if (entry.subject % 2 != 0) continue;
        const UserId user{static_cast<std::int64_t>(entry.subject / 2)};
        const auto person = people_.find(user);
        if (!person || people_.was_there(*person, from, to)) continue;
        if (strangers++ == 0) first = user, line = entry.line;
    }
    if (strangers == 0) return;
    report({line, 0, -1, {}}, {{},
                               "W_NOT_REGISTERED",
                               message(N_("{}: users with figures who were not registered that month: {}, the first is {}"),
                                       month.month, strangers, first),
                               message(N_("see since when with osaki-mcs user history {}"), first),
                               true});
}

void Reader::check_month(const MonthRead& month) {
    const auto entries = month.rows.sorted();
    find_repeated(month, entries);
    warn_of_fewer(month, entries);
    if (plan_.scope == UsageScope::user) warn_of_strangers(month, entries);
}

BulkFile Reader::finish() {
    for (const auto& [month, read] : file_.months)
        if (read.is_taken()) check_month(read);
    sort_findings(result_, order_);
    BulkFile whole{{}, added_, changed_, unchanged_};
    // a row that stands twice was counted before that was known
    auto surplus = added_ + changed_ + unchanged_ + static_cast<std::int64_t>(result_.bad_lines.size()) - result_.rows;
    for (auto* count : {&whole.added, &whole.changed, &whole.unchanged}) {
        const auto less = std::min(*count, std::max<std::int64_t>(surplus, 0));
        *count -= less;
        surplus -= less;
    }
    whole.outcome = has_other_error_ ? Code::invalid : Code::conflict;
    whole.checked = std::move(result_);
    whole.load = [file = std::make_shared<const UsageFile>(std::move(file_)),
                  people = std::make_shared<const People>(std::move(people_))](Change& change, ImportJobId job) {
        // the next month is made ready while one is written
        std::future<NewUsageLoad> next;
        for (auto at = file->months.begin();;) {
            while (at != file->months.end() && !at->second.is_taken()) ++at;
            auto load = next.valid() ? std::optional(next.get()) : std::nullopt;
            if (at != file->months.end())
                next = std::async(std::launch::async, [&file, &read = at++->second] { return file->load_of(read); });
            if (load) load_usage(change, *people, job, std::move(*load));
            else if (!next.valid()) return;
        }
    };
    return whole;
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
    return finish();
}

}  // namespace

BulkFile read_usage_file(const ImportSource& source, const RowContext& context, const ImportOptions& options,
                         const UsageQuestion& question) {
    return Reader(source, context, options, question).run();
}

}  // namespace osaki
