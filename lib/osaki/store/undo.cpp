#include "osaki/store/undo.hpp"

#include "osaki/store/engine.hpp"
#include "osaki/store/image.hpp"
#include "osaki/store/lookup.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/refill.hpp"
#include "osaki/store/row_sql.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace osaki {

namespace {

// Numbers only ever grow, so what remembers them is never taken back.
constexpr std::string_view numbers_table = "last_number";

// Per table and row the operations that wrote it and still count, newest first, as far as the reading has come.
using Writers = std::map<std::string, std::unordered_map<std::int64_t, std::vector<std::int64_t>>, std::less<>>;

// The audit from its newest entry on, cut into operations.
class Reading {
public:
    Reading(const View& view, IsCounted is_counted)
        : is_counted_(is_counted),
          entries_(view, "SELECT seq, op, kind, verb, subject, subject_id FROM audit ORDER BY seq DESC"),
          has_entry_(entries_.step()) {}

    std::optional<OperationFacts> next() {
        if (!has_entry_) return std::nullopt;
        OperationFacts facts;
        facts.operation = integer(1);
        std::set<std::pair<std::string, std::int64_t>> seen;
        for (; has_entry_ && integer(1) == facts.operation; has_entry_ = entries_.step()) {
            facts.first_entry = integer(0);
            const auto subject = std::string(text(4));
            if (text(2) == "event") {
                if (text(3) == "undo" && subject == "operation") facts.undoes = integer(5);
            } else if (subject != numbers_table && seen.emplace(subject, integer(5)).second) {
                facts.rows.push_back({subject, integer(5), std::string(text(3))});
            }
        }
        judge(facts);
        return facts;
    }

private:
    std::int64_t integer(int column) const { return std::get<std::int64_t>(entries_.cell(column)); }
    std::string_view text(int column) const { return std::get<std::string_view>(entries_.cell(column)); }

    // What took something back counts for all that lies between the two, and from there on neither does.
    void judge(OperationFacts& facts) {
        if (const auto undoer = undone_.find(facts.operation); undoer != undone_.end()) facts.undone_by = undoer->second;
        for (const auto& row : facts.rows) {
            auto& writers = writers_[row.table][row.id];
            if (facts.undone_by) std::erase(writers, *facts.undone_by);
            const bool is_later = !writers.empty() && (!facts.changed || writers.front() > facts.changed->operation);
            if (is_later && !is_counted_(facts.rows, row)) facts.changed = ChangedSince{row, writers.front()};
            if (!facts.undone_by) writers.push_back(facts.operation);
        }
        if (facts.undoes && !facts.undone_by) undone_[*facts.undoes] = facts.operation;
    }

    IsCounted is_counted_;
    sql::Statement entries_;
    bool has_entry_;
    std::map<std::int64_t, std::int64_t> undone_;
    Writers writers_;
};

std::set<std::string, std::less<>> body_tables(const View& view) {
    std::set<std::string, std::less<>> tables;
    sql::Statement rows(view, "SELECT name FROM table_class WHERE class = 'derived' AND name GLOB '*_body' ORDER BY name");
    while (rows.step()) tables.emplace(std::get<std::string_view>(rows.cell(0)));
    return tables;
}

}  // namespace

void for_each_operation(const View& view, IsCounted is_counted, const std::function<bool(OperationFacts&&)>& each) {
    Reading reading(view, is_counted);
    while (auto facts = reading.next())
        if (!each(std::move(*facts))) return;
}

// One operation being taken back.
class Undoing {
public:
    Undoing(Change& change, const OperationFacts& operation, const std::vector<std::string>& kept_tables, NameOfRow name_of)
        : change_(change), operation_(operation), kept_(kept_tables), name_of_(name_of), body_tables_(body_tables(change)) {}

    std::vector<RestoredRow> run() {
        find_images();
        std::vector<LookupTexts> texts_before;
        for (const auto& row : operation_.rows) texts_before.push_back(lookup_texts(change_, row.table, row.id));
        // rows may refer to each other in any order until all are back
        defer_references(change_);
        // first what was new, so that nothing stands where something comes back
        for (const auto how : {Restored::removed, Restored::put_back, Restored::brought_back})
            for (const auto& row : operation_.rows) restore(row, how);
        check_references();
        for (std::size_t i = 0; i < operation_.rows.size(); ++i)
            renew_lookups(change_, operation_.rows[i].table, operation_.rows[i].id, texts_before[i]);
        return std::move(restored_);
    }

private:
    using Key = std::pair<std::string, std::int64_t>;

    // The entry before the operation for each row; none for a row it made.
    void find_images() {
        std::set<Key> wanted;
        for (const auto& row : operation_.rows) wanted.emplace(row.table, row.id);
        sql::Statement entries(change_,
                               "SELECT seq, subject, subject_id FROM audit WHERE seq < ? AND kind = 'change' ORDER BY seq DESC");
        entries.bind(1, operation_.first_entry);
        while (!wanted.empty() && entries.step()) {
            const auto found =
                wanted.find(Key(std::get<std::string_view>(entries.cell(1)), std::get<std::int64_t>(entries.cell(2))));
            if (found == wanted.end()) continue;
            images_[*found] = image(*found, std::get<std::int64_t>(entries.cell(0)));
            wanted.erase(found);
        }
    }

    std::string image(const Key& row, std::int64_t seq) const {
        auto body = sql::blob(change_, "SELECT body FROM audit_payload WHERE seq = ?", seq);
        if (!body)
            fail(Code::conflict, N_("what {} was before operation {} was erased; the operation cannot be taken back"),
                 name_of_(row.first, row.second), operation_.operation);
        return std::move(*body);
    }

    bool exists(const WrittenRow& row) const {
        const auto sql = "SELECT 1 FROM " + in_quotes(row.table) + " WHERE " + in_quotes(row.table + "_id") + " = ?";
        return sql::value<std::int64_t>(change_, sql, row.id).has_value();
    }

    void restore(const WrittenRow& row, Restored wanted) {
        const auto known = images_.find(Key(row.table, row.id));
        const bool was_there = known != images_.end() && !known->second.empty();
        const bool is_there = exists(row);
        if (!was_there && !is_there) return;
        if (!was_there && std::ranges::find(kept_, row.table) != kept_.end()) return;
        const auto how = !was_there ? Restored::removed : is_there ? Restored::put_back : Restored::brought_back;
        if (how != wanted) return;
        if (how == Restored::removed) remove(row);
        else write(row, known->second, is_there ? Change::How::update : Change::How::insert);
        restored_.push_back({row.table, row.id, how});
    }

    void remove(const WrittenRow& row) {
        const auto body = row.table + "_body";
        if (body_tables_.contains(body))
            sql::execute(change_, "DELETE FROM " + in_quotes(body) + " WHERE " + in_quotes(body + "_id") + " = ?", row.id);
        std::vector<Cell> cells{row.id};
        change_.write_row("undo", row.table, Change::How::remove, {row.table + "_id"}, cells);
        retire_number(change_, row.table, row.id);
    }

    void write(const WrittenRow& row, std::string_view body, Change::How how) {
        if (how == Change::How::insert && body_tables_.contains(row.table + "_body"))
            fail(Code::conflict, N_("the bytes of {} are gone; load or keep the file again instead"),
                 name_of_(row.table, row.id));
        take_field(body);  // the table
        take_field(body);  // the version of the schema
        std::vector<std::string_view> names;
        std::vector<Cell> cells;
        while (const auto name = take_field(body)) {
            const auto value = take_field(body);
            if (!value)
                fail(Code::wrong_file, N_("the image of {} is damaged; run `osaki-mcs audit verify`"),
                     name_of_(row.table, row.id));
            names.push_back(name->content);
            cells.push_back(cell_of(*value));
        }
        if (count_columns(row.table) != names.size())
            fail(Code::conflict, N_("{} had other columns before operation {}; the operation cannot be taken back"),
                 name_of_(row.table, row.id), operation_.operation);
        try {
            change_.write_row("undo", row.table, how, names, cells);
        } catch (const Error& error) {
            if (!refused_by_tables(change_, error)) throw;
            fail(Code::conflict, N_("{} cannot be what it was: since operation {} another record stands in its place"),
                 name_of_(row.table, row.id), operation_.operation);
        }
    }

    static Cell cell_of(const Field& field) {
        if (field.tag == 'i') return integer_of(field);
        if (field.tag == 't') return field.content;
        return {};  // recorded rows hold numbers and texts only
    }

    std::size_t count_columns(const std::string& table) const {
        return static_cast<std::size_t>(*sql::value<std::int64_t>(change_, "SELECT count(*) FROM pragma_table_info(?)", table));
    }

    // Rows that others have come to rest on meanwhile.
    void check_references() {
        const auto broken = broken_reference(change_);
        if (!broken) return;
        const auto& [table, id] = *broken;
        fail(Code::conflict, N_("{} rests on what operation {} made; undo operation {} first"), name_of_(table, id),
             operation_.operation, newest_writer(table, id));
    }

    std::int64_t newest_writer(std::string_view table, std::int64_t id) const {
        return sql::value<std::int64_t>(
                   change_, "SELECT max(op) FROM audit WHERE kind = 'change' AND subject = ? AND subject_id = ?", table, id)
            .value_or(0);
    }

    Change& change_;
    const OperationFacts& operation_;
    const std::vector<std::string>& kept_;
    NameOfRow name_of_;
    std::set<std::string, std::less<>> body_tables_;
    std::map<Key, std::string> images_;
    std::vector<RestoredRow> restored_;
};

std::vector<RestoredRow> undo_operation(Change& change, const OperationFacts& operation,
                                        const std::vector<std::string>& kept_tables, NameOfRow name_of) {
    change.note("undo", "operation", operation.operation);
    return Undoing(change, operation, kept_tables, name_of).run();
}

}  // namespace osaki
