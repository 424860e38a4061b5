#include "osaki/store/sql.hpp"

#include "osaki/store/engine.hpp"

#include <cstring>

namespace osaki::sql {

namespace {

void bind_cell(Engine& engine, sqlite3_stmt* statement, int index, const Cell& cell, sqlite3_destructor_type lifetime) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) engine.check(sqlite3_bind_int64(statement, index, *integer));
    else if (const auto* real = std::get_if<double>(&cell)) engine.check(sqlite3_bind_double(statement, index, *real));
    else if (const auto* text = std::get_if<std::string_view>(&cell))
        // a null pointer would bind NULL
        engine.check(
            sqlite3_bind_text64(statement, index, text->empty() ? "" : text->data(), text->size(), lifetime, SQLITE_UTF8));
    else engine.check(sqlite3_bind_null(statement, index));
}

}  // namespace

Statement::Statement(Engine& engine, std::string_view text)
    : engine_(&engine), prepared_(&engine.take(text)), handle_(prepared_->handle) {}

Statement::~Statement() {
    Engine::give_back(*prepared_);
}

void Statement::bind(int index, const Cell& cell) {
    bind_cell(*engine_, handle_, index, cell, SQLITE_TRANSIENT);
}

void Statement::lend(int index, const Cell& cell) {
    bind_cell(*engine_, handle_, index, cell, SQLITE_STATIC);
}

void Statement::bind(int index, Blob blob) {
    const auto* bytes = blob.bytes.empty() ? "" : blob.bytes.data();
    engine_->check(sqlite3_bind_blob64(handle_, index, bytes, blob.bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) engine_->raise(code);
    return false;
}

int Statement::column_index(std::string_view name) const {
    const int count = sqlite3_column_count(handle_);
    for (int i = 0; i < count; ++i)
        if (name == sqlite3_column_name(handle_, i)) return i;
    return -1;
}

std::vector<int>& Statement::known_places(const void* record) const {
    // a migration gives `SELECT *` other columns
    const int columns = sqlite3_column_count(handle_);
    if (prepared_->record != record || prepared_->columns != columns) {
        prepared_->record = record;
        prepared_->columns = columns;
        prepared_->places.clear();
    }
    return prepared_->places;
}

Cell Statement::cell(int index) const {
    switch (sqlite3_column_type(handle_, index)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_column_int64(handle_, index)};
        case SQLITE_FLOAT:
            return sqlite3_column_double(handle_, index);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, index));
            return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(handle_, index)));
        }
        case SQLITE_BLOB:
            fail(Code::bug, N_("column {} holds bytes"), sqlite3_column_name(handle_, index));
        default:
            return {};
    }
}

std::string_view Statement::bytes(int index) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, index));
    return data == nullptr ? std::string_view()
                           : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, index)));
}

}  // namespace osaki::sql
