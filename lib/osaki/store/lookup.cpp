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

std::int64_t lookup_key_of(const Engine& engine, std::string_view kind, std::string_view text) {
    std::string bytes(kind);
    bytes += '\0';
    bytes += text;
    return lookup_hash(bytes, engine.lookup_key);
}

std::int64_t letter_key_of(Engine& engine, std::string_view kind, std::string_view letters) {
    std::string name(kind);
    name += '\0';
    name += letters;
    const auto found = engine.letter_keys.find(name);
    if (found != engine.letter_keys.end()) return found->second;
    return engine.letter_keys[name] = lookup_hash(name, engine.lookup_key);
}

std::size_t next_letter(std::string_view text, std::size_t at) {
    while (++at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {}
    return at;
}

// Of each part between blanks: its first letter, every pair of neighbours, its last letter.
std::vector<std::string_view> letters_of(std::string_view text) {
    std::vector<std::string_view> letters;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = next_letter(text, at);
        if (text[at] == ' ') {
            at = next;
            continue;
        }
        const bool is_first = at == 0 || text[at - 1] == ' ', is_last = next == text.size() || text[next] == ' ';
        if (is_first || is_last) letters.push_back(text.substr(at, next - at));
        if (!is_last) letters.push_back(text.substr(at, next_letter(text, next) - at));
        at = next;
    }
    return letters;
}

// The first row of that key from `from` on.
std::optional<std::int64_t> next_row(sql::Statement& rows, std::int64_t key, std::int64_t from) {
    sqlite3_reset(rows.handle());
    rows.bind(1, key);
    rows.bind(2, from);
    if (!rows.step()) return std::nullopt;
    return std::get<std::int64_t>(rows.cell(0));
}

}  // namespace

std::vector<std::int64_t> lookup_keys_of(Engine& engine, std::string_view kind, std::string_view text) {
    if (!kind.ends_with("_letters")) return {lookup_key_of(engine, kind, text)};
    std::vector<std::int64_t> keys;
    for (const auto letters : letters_of(text)) keys.push_back(letter_key_of(engine, kind, letters));
    std::ranges::sort(keys);
    keys.erase(std::ranges::unique(keys).begin(), keys.end());
    return keys;
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
    for (const auto key : lookup_keys_of(engine, kind, text)) engine.pending.emplace(key, id);
    if (engine.pending.size() >= batch) flush_lookups(engine);
}

void remove_lookup(Change& change, std::string_view kind, std::string_view text, std::int64_t id) {
    if (text.empty()) return;
    auto& engine = change.engine();
    for (const auto key : lookup_keys_of(engine, kind, text)) {
        const auto [first, last] = engine.pending.equal_range(key);
        for (auto row = first; row != last;) row = row->second == id ? engine.pending.erase(row) : std::next(row);
        sql::execute(change, "DELETE FROM lookup WHERE key = ? AND id = ?", key, id);
    }
}

LookupTexts lookup_texts(const View& view, std::string_view noun, std::int64_t id) {
    LookupTexts texts;
    sql::Statement source(view, "SELECT kind, text FROM lookup_source WHERE id = ? AND kind GLOB ? || '_*' AND text <> ''");
    source.bind(1, id);
    source.bind(2, noun);
    while (source.step()) texts.emplace(source.bytes(0), source.bytes(1));
    return texts;
}

void renew_lookups(Change& change, std::string_view noun, std::int64_t id, const LookupTexts& before) {
    const auto after = lookup_texts(change, noun, id);
    for (const auto& [kind, text] : before)
        if (!after.contains({kind, text})) remove_lookup(change, kind, text, id);
    for (const auto& [kind, text] : after)
        if (!before.contains({kind, text})) add_lookup(change, kind, text, id);
}

std::vector<std::int64_t> find_letters(const View& view, std::string_view kind, const std::vector<std::string>& texts,
                                       std::size_t limit) {
    auto& engine = view.engine();
    flush_lookups(engine);
    std::vector<std::int64_t> keys, ids;
    for (const auto& text : texts) {
        auto letters = letters_of(text);
        // a single letter stands first or last in a name; of more the pairs between say enough
        if (letters.size() > 1) std::erase_if(letters, [](auto one) { return next_letter(one, 0) == one.size(); });
        for (const auto one : letters) keys.push_back(letter_key_of(engine, kind, one));
    }
    if (keys.empty()) return ids;
    sql::Statement rows(view, "SELECT id FROM lookup WHERE key = ? AND id >= ? ORDER BY id LIMIT 1");
    // every list is sorted: each names the next row it knows until all name the same one
    std::int64_t id = 0;
    for (std::size_t agreeing = 0, nth = 0; ids.size() < limit; nth = (nth + 1) % keys.size()) {
        const auto next = next_row(rows, keys[nth], id);
        if (!next) break;
        agreeing = *next == id && agreeing > 0 ? agreeing + 1 : 1;
        id = *next;
        if (agreeing < keys.size()) continue;
        ids.push_back(id++);
        agreeing = 0;
    }
    return ids;
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
