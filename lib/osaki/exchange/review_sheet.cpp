#include "osaki/exchange/review_sheet.hpp"

#include "osaki/base/crypto.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/codes.hpp"
#include "osaki/exchange/workbook.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace osaki {

namespace {

constexpr std::size_t longest_name = 150;  // bytes, of the 255 that a file name may have

// The words as offices write them; the first of an answer's or subject's words.
template <Named E>
std::string word_of(E value) {
    const auto words = name_of(value).aliases;
    return std::string(words.substr(0, words.find('|')));
}

std::vector<std::string> answer_words() {
    std::vector<std::string> words;
    for (const auto& name : names<ReviewAnswer>) words.push_back(word_of(name.value));
    words.insert(words.end(), {"使用中", "使っていない"});  // of a group
    return words;
}

std::vector<SheetColumn> sheet_columns() {
    return {{"項目番号", {}, {}, false},
            {"棚卸番号", {}, {}, false},
            {"事業所ID", {}, {}, false},
            {"事業所名", {}, {}, false},
            {"対象", {}, {}, false},
            {"氏名", {}, {}, false},
            {"フリガナ", {}, {}, false},
            {"職種", {}, {}, false},
            {"グループ", {}, {}, false},
            {"登録日", {}, {}, false},
            {"前回確認日", {}, {}, false},
            {"回答",
             "一覧から選んでください。退職・異動は退会届として扱います。グループの行では「使用中」「使っていない」「変更あり」か"
             "ら選びます。",
             answer_words(), true},
            {"回答日", {}, {}, true},
            {"回答者", {}, {}, false},
            {"備考", "変更ありのときは、何が変わったかを書いてください。", {}, false}};
}

SheetValue day_or_nothing(std::optional<Date> day) {
    return day ? SheetValue(*day) : SheetValue();
}

std::vector<SheetValue> sheet_row(const ReviewItem& item, const Codes& codes) {
    return {to_text(item.review_item_id),
            to_text(item.review_id),
            to_text(item.office_id),
            item.office_name,
            word_of(item.subject),
            item.user_name,
            item.user_kana,
            codes.label("profession", item.profession),
            item.group_label,
            day_or_nothing(item.since),
            day_or_nothing(item.answered_before),
            item.answer ? word_of(*item.answer) : std::string(),
            day_or_nothing(item.answered_on),
            item.answered_by,
            item.note};
}

}  // namespace

std::string sheet_file(OfficeId office, std::string_view name) {
    std::string clean;
    for (const char c : name) {
        if ((c & 0xC0) != 0x80 && clean.size() >= longest_name) break;
        const bool is_unsafe = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ||
                               std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        clean += is_unsafe ? '_' : c;
    }
    return to_text(office) + '_' + clean + ".xlsx";
}

std::vector<ReviewSheet> review_sheets(const View& view, const Review& review, const std::vector<OfficeId>& offices) {
    if (review.closed_on)
        fail(Code::conflict, N_("{} was closed on {}; its answers stay as they are"), review.review_id, *review.closed_on);
    const std::set<OfficeId> wanted(offices.begin(), offices.end());
    std::map<OfficeId, ReviewSheet> sheets;
    for (auto& item : items_of(view, review.review_id, {})) {
        if (!wanted.empty() && !wanted.contains(item.office_id)) continue;
        auto& sheet = sheets[item.office_id];
        if (sheet.items.empty()) {
            sheet.office = item.office_id;
            sheet.office_name = item.office_name;
            sheet.file = sheet_file(item.office_id, item.office_name);
        }
        sheet.items.push_back(std::move(item));
    }
    for (const auto office : wanted)
        if (!sheets.contains(office)) fail(Code::conflict, N_("{} asks nothing of office {}"), review.review_id, office);
    std::vector<ReviewSheet> all;
    for (auto& [office, sheet] : sheets) all.push_back(std::move(sheet));
    return all;
}

Provision write_sheet(const View& view, const Review& review, const ReviewSheet& sheet, Draft& to) {
    const Codes codes(view);
    const auto columns = sheet_columns();
    WorkbookWriter book(to.place(), {.wareki = false, .created = view.now()});
    book.begin_sheet("棚卸 " + to_text(review.review_id), columns);
    Provision given{.kind = "review_item", .purpose = "棚卸 " + to_text(review.review_id), .encoding = "xlsx"};
    std::set<UserId> users;
    for (const auto& item : sheet.items) {
        book.row(sheet_row(item, codes));
        if (item.user_id) users.insert(*item.user_id);
    }
    book.finish();
    to.finish();
    for (const auto& column : columns) given.fields.push_back(column.heading);
    for (const auto user : users) given.numbers.push_back(to_text(user));
    given.recipient = to_text(sheet.office) + ' ' + sheet.office_name;
    given.records = static_cast<std::int64_t>(sheet.items.size());
    Sha256 sha;
    to.for_each_chunk([&](std::string_view bytes) { sha.add(bytes); });
    given.sha256 = to_hex(sha.finish());
    return given;
}

}  // namespace osaki
