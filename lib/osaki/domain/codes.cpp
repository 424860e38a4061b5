#include "osaki/domain/codes.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/sql.hpp"

#include <memory>

namespace osaki {

namespace {

constexpr Column<CodeEntry> code_columns[] = {
    column<&CodeEntry::code_id>("code_id", N_("Number")),
    column<&CodeEntry::list>("list", N_("List")).required(),
    column<&CodeEntry::token>("token", N_("Token")).required(),
    column<&CodeEntry::label>("label", N_("Label")).required(),
    column<&CodeEntry::aliases>("aliases", N_("Also written")),
    column<&CodeEntry::type>("type", N_("Counts as")).coded("office_type"),
};

std::string key_of(std::string_view list, std::string_view text) {
    std::string key(list);
    key += '\0';
    return key += search_key(text);
}

}  // namespace

const Description<CodeEntry>& describe(const CodeEntry*) {
    static constexpr Description<CodeEntry> description{"code", N_("code list"), code_columns};
    return description;
}

Codes::Codes(const View& view) : entries_(sql::list<CodeEntry>(view, "SELECT * FROM code ORDER BY code_id")) {
    // The first entry keeps a word that two claim: labels and tokens before aliases.
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        by_key_.emplace(key_of(entries_[i].list, entries_[i].token), i);
        by_key_.emplace(key_of(entries_[i].list, entries_[i].label), i);
    }
    for (std::size_t i = 0; i < entries_.size(); ++i)
        for (const auto& alias : entries_[i].aliases) by_key_.emplace(key_of(entries_[i].list, alias), i);
}

const CodeEntry* Codes::find(std::string_view list, std::string_view text) const {
    const auto found = by_key_.find(key_of(list, text));
    return found == by_key_.end() ? nullptr : &entries_[found->second];
}

std::string Codes::label(std::string_view list, std::string_view token) const {
    for (const auto& entry : entries_)
        if (entry.list == list && entry.token == token) return entry.label;
    return std::string(token);
}

std::string Codes::nearest(std::string_view list, std::string_view text) const {
    std::vector<std::string_view> candidates;
    for (const auto& entry : entries_)
        if (entry.list == list) candidates.insert(candidates.end(), {entry.label, entry.token});
    return std::string(closest(text, candidates));
}

Query coded(const View& view, Query query) {
    if (query.where.empty()) return query;
    query.today = view.today();
    query.code = [codes = std::make_shared<const Codes>(view)](std::string_view list, std::string_view text) {
        const auto* entry = codes->find(list, text);
        const auto near = entry ? std::string() : codes->nearest(list, text);
        if (!near.empty()) fail(Code::usage, N_("{} is not in the list; did you mean {}?"), text, near);
        return entry ? entry->token : std::string();
    };
    return query;
}

}  // namespace osaki
