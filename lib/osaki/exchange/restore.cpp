#include "osaki/exchange/restore.hpp"

#include "osaki/domain/kept_file.hpp"
#include "osaki/domain/nouns.hpp"
#include "osaki/domain/office.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/exchange/kept_bytes.hpp"
#include "osaki/exchange/restore_rows.hpp"
#include "osaki/store/lookup.hpp"
#include "osaki/store/refill.hpp"
#include "osaki/store/row_sql.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr std::int64_t told_every = 5000;
// More than SQLite takes into one cell, as it is set.
constexpr std::size_t most_bytes = std::size_t{64} << 20;

std::string content_of(const InputFile& file) {
    std::string content;
    file.for_each_chunk([&](std::string_view chunk) {
        content += chunk;
        return content.size() <= most_bytes;
    });
    return content;
}

// One kind being put back.
class Filling {
public:
    Filling(Change& change, const ExportedDirectory& from, const ExportedFile& file)
        : change_(change), from_(from), file_(file), kept_(find_kept_bytes(file.kind->kind)) {
        if (kept_ == nullptr) return;
        const auto body = std::string(kept_->kind) + "_body";
        body_sql_ = insert_sql(body, {body + "_id", "body"});
        number_ = place_of(kept_->named_by);
        sha256_ = place_of("sha256");
    }

    void row(const ExportedRow& row) {
        try {
            if (const auto column = file_.kind->put_back(change_, row.cells)) refuse_cell(file_, row, *column);
        } catch (const Error& error) {
            const auto why = refused_by_tables(change_, error);
            if (!why) throw;
            fail(Code::invalid, N_("{}:{}: no register can have this row ({}); no register was made"), file_.bytes.path(),
                 row.line, *why);
        }
        if (kept_ != nullptr) put_back_bytes(row);
    }
    std::int64_t files() const { return files_; }

private:
    std::size_t place_of(std::string_view column) const {
        const auto& columns = file_.kind->columns;
        return static_cast<std::size_t>(std::ranges::find(columns, column, &ColumnInfo::name) - columns.begin());
    }
    void put_back_bytes(const ExportedRow& row) {
        const auto& cells = row.cells;
        // the row was taken, and might still lack what an older program had
        for (const auto needed : {number_, sha256_})
            if (!cells[needed]) refuse_cell(file_, row, needed);
        const auto name = exported_name(*kept_, std::get<std::int64_t>(*cells[number_]));
        const auto file = InputFile::open(from_.path + '/' + name);
        const auto bytes = content_of(file);
        if (sha256_hex(bytes) != std::get<std::string_view>(*cells[sha256_]))
            fail(Code::invalid,
                 N_("{} is not the file that was exported: its SHA-256 is not that of its record; no register was made"),
                 file.path());
        sql::execute(change_, body_sql_, std::get<std::int64_t>(*cells[0]), sql::Blob{bytes});
        ++files_;
    }

    Change& change_;
    const ExportedDirectory& from_;
    const ExportedFile& file_;
    const KeptBytes* kept_;
    std::string body_sql_ = {};
    std::size_t number_ = 0, sha256_ = 0;
    std::int64_t files_ = 0;
};

void check_whole(const Change& change, const ExportedDirectory& from) {
    if (const auto broken = broken_reference(change))
        fail(Code::invalid, N_("{}: {} {} refers to a record that is not there; no register was made"), from.path,
             Argument{label_of_table(broken->first), true}, printed_number(broken->first, broken->second));
    if (!sql::value<std::int64_t>(change, "SELECT 1 FROM office WHERE secretariat = 1"))
        fail(Code::invalid, N_("{}: no office is the secretariat; no register was made"), from.path);
}

bool add_operator_if_none(Change& change) {
    const auto& login = change.actor().login;
    if (find_operator(change, login)) return false;
    add_operator(change, login, login, all_roles());
    return true;
}

}  // namespace

std::string origin_of(const ExportedDirectory& from) {
    return "register " + from.register_name + " of " + from.at + ", manifest " + from.sha256;
}

RestoredRegister restore_register(Change& change, const ExportedDirectory& from, const RestoreProgress& progress) {
    RestoredRegister restored;
    defer_references(change);
    for (const auto& file : from.files) {
        Filling filling(change, from, file);
        for_each_row(file, [&](const ExportedRow& row) {
            filling.row(row);
            if (++restored.records % told_every == 0 && progress) progress(restored.records, from.records);
        });
        restored.files += filling.files();
    }
    check_whole(change, from);
    rebuild_lookups(change);
    restored.is_operator_added = add_operator_if_none(change);
    return restored;
}

}  // namespace osaki
