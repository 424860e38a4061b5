#include "osaki/store/lookup.hpp"

#include "osaki/base/crypto.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr std::size_t batch = 32768;

// Empty when it is no hex.
std::string bytes_of_hex(std::string_view hex) {
    if (hex.size() % 2 != 0 || hex.find_first_not_of("0123456789abcdef") != std::string_view::npos) return {};
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    return bytes;
}

}  // namespace

std::int64_t lookup_key_of(const Engine& engine, std::string_view kind, std::string_view text) {
    std::string bytes(kind);
    bytes += '\0';
    bytes += text;
    return lookup_hash(bytes, engine.lookup_key);
}

void load_lookup_key(Engine& engine) {
    sql::Statement key(engine, "SELECT lookup_key FROM register");
    engine.lookup_key = key.step() ? bytes_of_hex(std::get<std::string_view>(key.cell(0))) : std::string();
}

// Sorted, so that a batch walks the tree once from left to right.
void flush_lookups(Engine& engine) {
    if (engine.pending.empty()) return;
    std::vector<std::pair<std::int64_t, std::int64_t>> rows(engine.pending.begin(), engine.pending.end());
    std::ranges::sort(rows);
    sql::Statement insert(engine, "INSERT INTO lookup (key, id) VALUES (?, ?) ON CONFLICT DO NOTHING");
    for (const auto& [key, id] : rows) {
        insert.bind(1, key);
        insert.bind(2, id);
        insert.step();
        sqlite3_reset(insert.handle());
    }
    engine.pending.clear();
}

void rebuild_lookups(Change& change) {
    auto& engine = change.engine();
    engine.pending.clear();
    sql::execute(change, "DELETE FROM lookup");
    sql::Statement source(engine, "SELECT kind, text, id FROM lookup_source WHERE text <> ''");
    while (source.step())
        add_lookup(change, std::get<std::string_view>(source.cell(0)), std::get<std::string_view>(source.cell(1)),
                   std::get<std::int64_t>(source.cell(2)));
    flush_lookups(engine);
}

void add_lookup(Change& change, std::string_view kind, std::string_view text, std::int64_t id) {
    if (text.empty()) return;
    auto& engine = change.engine();
    engine.pending.emplace(lookup_key_of(engine, kind, text), id);
    if (engine.pending.size() >= batch) flush_lookups(engine);
}

void remove_lookup(Change& change, std::string_view kind, std::string_view text, std::int64_t id) {
    if (text.empty()) return;
    auto& engine = change.engine();
    const auto key = lookup_key_of(engine, kind, text);
    const auto [first, last] = engine.pending.equal_range(key);
    for (auto row = first; row != last;) row = row->second == id ? engine.pending.erase(row) : std::next(row);
    sql::execute(change, "DELETE FROM lookup WHERE key = ? AND id = ?", key, id);
}

std::vector<std::int64_t> find_lookup(const View& view, std::string_view kind, std::string_view text) {
    std::vector<std::int64_t> ids;
    if (text.empty()) return ids;
    const auto& engine = view.engine();
    const auto key = lookup_key_of(engine, kind, text);
    sql::Statement rows(view, "SELECT id FROM lookup WHERE key = ? ORDER BY id");
    rows.bind(1, key);
    while (rows.step()) ids.push_back(std::get<std::int64_t>(rows.cell(0)));
    const auto [first, last] = engine.pending.equal_range(key);
    for (auto row = first; row != last; ++row) ids.push_back(row->second);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return ids;
}

}  // namespace osaki
