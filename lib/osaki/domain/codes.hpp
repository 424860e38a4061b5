// Code lists that a region may extend: professions, office types, services of the open data. Data in the register, from the
// profile.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace osaki {

struct CodeTag {
    static constexpr IdForm form{'K', 3, false};
};

struct CodeEntry {
    Id<CodeTag> code_id;
    std::string list;   // profession | office_type | service
    std::string token;  // "nurse", for services the ministry's "120"
    std::string label;  // 看護師
    std::vector<std::string> aliases;
    std::string type;  // services: the office type it counts as
};
const Description<CodeEntry>& describe(const CodeEntry*);

// All lists, read once and asked often.
class Codes {
public:
    explicit Codes(const View& view);
    // The entry a person meant by a token, label or alias in any width; nothing when unknown.
    const CodeEntry* find(std::string_view list, std::string_view text) const;
    // What people read for a token; the token itself when unknown.
    std::string label(std::string_view list, std::string_view token) const;
    // The label nearest to a mistyped word, or empty.
    std::string nearest(std::string_view list, std::string_view text) const;
    const std::vector<CodeEntry>& all() const { return entries_; }

private:
    std::vector<CodeEntry> entries_;
    std::unordered_map<std::string, std::size_t> by_key_;  // list + search key
};

// The query with words of the code lists understood: profession=看護師.
Query coded(const View& view, Query query);

}  // namespace osaki
