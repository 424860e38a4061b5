// Every word gives a list of people who may be meant; the shortest complete list is read, and each row is compared with all
// words.
#include "osaki/domain/search.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/lookup.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<Match> match_columns[] = {
    column<&Match::user_id>("user_id", N_("Number")),
    column<&Match::name>("name", N_("Name")).required(),
    column<&Match::kana>("kana", N_("Kana")),
    column<&Match::profession>("profession", N_("Profession")).required().coded("profession"),
    column<&Match::state>("state", N_("State")),
    column<&Match::offices>("offices", N_("Offices")),
    column<&Match::matched>("matched", N_("Found by")).coded("matched"),
    column<&Match::merged_into>("merged_into", N_("Merged into")).detail(),
};

// More people than this are not looked at for one word: somebody must say more.
constexpr std::size_t most = 1000;

using Ids = std::vector<std::int64_t>;

struct Word {
    std::string key, mail, digits;  // as names, mail addresses and telephone numbers are compared
    std::string number;             // as telephone numbers are looked up
    std::optional<UserId> user;
    std::vector<OfficeId> offices;  // by number
    bool is_letter = false;         // a single one
};

struct Row {
    Match match;
    std::string name_key, kana_key, mail, login, digits;
    std::vector<Membership> memberships = {};  // read when a word asks for an office
    bool has_memberships = false;
};

// How well a word fits: exactly, from the beginning, somewhere; a place where somebody works says least.
enum class Fit { exact, start, within, place, none };
struct Found {
    Fit fit = Fit::none;
    MatchedBy by = MatchedBy::name;
};

void unite(Ids& to, const Ids& from) {
    to.insert(to.end(), from.begin(), from.end());
    std::ranges::sort(to);
    to.erase(std::ranges::unique(to).begin(), to.end());
}

bool is_one_letter(std::string_view key) {
    return std::ranges::count_if(key, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }) == 1;
}

std::string only_digits(std::string text) {
    std::erase_if(text, [](char c) { return c == '-' || c == '(' || c == ')'; });
    return text;
}

Word word_of(const View& view, std::string_view text) {
    Word word{search_key(text), mail_key(text), stored_number(text), {}, parse_id<UserTag>(normalise(text)), {}, false};
    word.is_letter = is_one_letter(word.key);
    if (word.mail.starts_with('@')) word.mail.erase(0, 1);
    if (const auto office = parse_id<OfficeTag>(normalise(text))) word.offices.push_back(*office);
    for (const auto service : find_lookup(view, "service_number", word.digits))
        if (const auto office = sql::value<std::int64_t>(
                view, "SELECT office_id FROM service WHERE service_id = ? AND number = ?", service, word.digits))
            word.offices.push_back(OfficeId{*office});
    word.number = word.digits;
    std::erase(word.number, '-');
    word.digits = only_digits(word.digits);
    return word;
}

std::vector<Word> words_of(const View& view, std::string_view text) {
    std::vector<Word> words;
    std::string spaced(text);
    for (std::size_t at = 0; (at = spaced.find("　", at)) != spaced.npos;) spaced.replace(at, std::string_view("　").size(), " ");
    for (std::size_t from = 0; from < spaced.size();) {
        const auto end = std::min(spaced.find_first_of(" \t\n", from), spaced.size());
        if (end > from) words.push_back(word_of(view, std::string_view(spaced).substr(from, end - from)));
        from = end + 1;
    }
    std::erase_if(words, [](const Word& word) { return word.key.empty(); });
    return words;
}

Ids members_of(const View& view, const Word& word) {
    auto offices = word.offices;
    if (!word.is_letter)
        for (const auto id : find_letters(view, "office_letters", {word.key}, most + 1)) offices.push_back(OfficeId{id});
    Ids members;
    for (const auto office : offices) {
        sql::Statement rows(view, "SELECT user_id FROM membership WHERE office_id = ? ORDER BY user_id");
        rows.bind(1, office.value);
        while (rows.step()) members.push_back(std::get<std::int64_t>(rows.cell(0)));
        if (members.size() > most) break;
    }
    return members;
}

// Those whom the word names outright.
Ids named_by(const View& view, const Word& word) {
    Ids ids;
    if (word.user) ids.push_back(word.user->value);
    unite(ids, find_lookup(view, "user_name", word.key));
    unite(ids, find_lookup(view, "user_mail", word.mail));
    unite(ids, find_lookup(view, "user_login", word.mail));
    unite(ids, find_lookup(view, "user_word", word.mail));
    unite(ids, find_lookup(view, "user_word", word.number));
    unite(ids, find_lookup(view, "user_word", word.digits));
    if (ids.size() > most) ids.resize(most);
    return ids;
}

struct Candidates {
    Ids ids;
    bool is_cut = false;
};

Candidates candidates_of(const View& view, const std::vector<Word>& words, const std::string& whole) {
    Candidates all;
    std::optional<Ids> shortest;
    std::vector<std::string> keys;
    for (const auto& word : words) {
        auto ids = find_letters(view, "user_letters", {word.key}, most + 1);
        auto members = members_of(view, word);
        const bool is_whole = ids.size() <= most && members.size() <= most;
        const auto named = named_by(view, word);
        unite(all.ids, named);
        unite(ids, named);
        unite(ids, members);
        if (is_whole && (!shortest || ids.size() < shortest->size())) shortest = std::move(ids);
        keys.push_back(word.key);
    }
    if (shortest) return {std::move(*shortest), false};
    unite(all.ids, find_lookup(view, "user_name", whole));
    if (all.ids.size() > most) all.ids.resize(most);
    const auto together = find_letters(view, "user_letters", keys, most + 1);
    unite(all.ids, together);
    all.is_cut = words.size() == 1 || together.size() > most;
    return all;
}

std::optional<Row> read_row(const View& view, std::int64_t id) {
    sql::Statement rows(view,
                        "SELECT user_id, name, kana, profession, state, merged_into, name_key, mail_key, login_key, phone"
                        " FROM user WHERE user_id = ?");
    rows.bind(1, id);
    if (!rows.step()) return std::nullopt;
    Row row{sql::read<Match>(rows, sql::reader_of<Match>(rows)),
            std::string(rows.bytes(6)),
            {},
            std::string(rows.bytes(7)),
            std::string(rows.bytes(8)),
            only_digits(std::string(rows.bytes(9)))};
    row.kana_key = search_key(row.match.kana);
    return row;
}

Fit fit_of(std::string_view text, const Word& word) {
    const std::string_view key = word.key;
    if (text == key) return Fit::exact;
    if (text.starts_with(key)) return Fit::start;
    if (word.is_letter) return text.ends_with(key) ? Fit::within : Fit::none;
    return text.find(key) != text.npos ? Fit::within : Fit::none;
}

Fit fit_of_mail(std::string_view mail, std::string_view word) {
    if (mail.empty() || word.empty()) return Fit::none;
    const auto at = mail.find('@');
    if (mail == word) return Fit::exact;
    if (mail.substr(0, at) == word) return Fit::start;
    return at != mail.npos && mail.substr(at + 1) == word ? Fit::within : Fit::none;
}

Fit fit_of_phone(std::string_view digits, std::string_view word) {
    constexpr std::size_t last = 4;
    if (digits.empty() || word.empty()) return Fit::none;
    if (digits == word) return Fit::exact;
    return digits.size() > last && digits.substr(digits.size() - last) == word ? Fit::within : Fit::none;
}

Found office_of(const View& view, Row& row, const Word& word) {
    if (!row.has_memberships) row.memberships = memberships_of(view, row.match.user_id);
    row.has_memberships = true;
    // open ones come first
    for (const auto& membership : row.memberships) {
        const bool is_named = !word.is_letter && search_key(membership.office_name).find(word.key) != std::string::npos;
        if (is_named || std::ranges::find(word.offices, membership.office_id) != word.offices.end())
            return {Fit::place, membership.until ? MatchedBy::former_office : MatchedBy::office};
    }
    return {};
}

Found compare(const View& view, Row& row, const Word& word) {
    Found best{word.user == row.match.user_id ? Fit::exact : Fit::none, MatchedBy::number};
    for (const auto& found :
         {Found{fit_of(row.name_key, word), MatchedBy::name}, Found{fit_of(row.kana_key, word), MatchedBy::kana},
          Found{fit_of_mail(row.mail, word.mail), MatchedBy::mail},
          Found{row.login == word.mail && !row.login.empty() ? Fit::exact : Fit::none, MatchedBy::login},
          Found{fit_of_phone(row.digits, word.digits), MatchedBy::phone}})
        if (found.fit < best.fit) best = found;
    return best.fit == Fit::none ? office_of(view, row, word) : best;
}

struct Ranked {
    Match match;
    Fit fit;
};

// Nothing when a word is not found in the person.
std::optional<Ranked> rank(const View& view, Row& row, const std::vector<Word>& words, const std::string& whole) {
    auto worst = Fit::exact;
    for (const auto& word : words) {
        const auto found = compare(view, row, word);
        if (found.fit == Fit::none) return std::nullopt;
        worst = std::max(worst, found.fit);
        const std::string token(token_of(found.by));
        if (std::ranges::find(row.match.matched, token) == row.match.matched.end()) row.match.matched.push_back(token);
    }
    if (row.name_key == whole || row.kana_key == whole) worst = Fit::exact;
    return Ranked{std::move(row.match), worst};
}

}  // namespace

const Description<Match>& describe(const Match*) {
    static constexpr Description<Match> description{"match", N_("found"), match_columns};
    return description;
}

SearchResult search_users(const View& view, std::string_view text, std::size_t limit) {
    const auto words = words_of(view, text);
    if (words.empty()) fail(Code::usage, N_("say a name, a number or an address to look for"));
    const auto whole = search_key(text);
    const auto candidates = candidates_of(view, words, whole);
    std::vector<Ranked> ranked;
    for (const auto id : candidates.ids)
        if (auto row = read_row(view, id))
            if (auto found = rank(view, *row, words, whole)) ranked.push_back(std::move(*found));
    std::ranges::sort(ranked, {},
                      [](const Ranked& one) { return std::tuple(one.fit, !is_live(one.match.state), one.match.user_id.value); });
    SearchResult result{{}, ranked.size(), candidates.is_cut};
    for (auto& one : ranked) {
        if (result.matches.size() == limit) break;
        one.match.offices = get_user(view, one.match.user_id).offices;
        result.matches.push_back(std::move(one.match));
    }
    return result;
}

}  // namespace osaki
