// Answers of offices to a review, on the sheets they were given (art. 8-2(3), 8-2(5)). The item's number says what is asked; the
// other columns are looked at so that a sheet that was sorted apart, or is another office's, is noticed.
#include "osaki/domain/answering.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"

#include <map>

namespace osaki {

namespace {

struct AnswerRow {
    std::optional<ReviewItemId> item = {};
    std::optional<ReviewId> review = {};
    std::optional<OfficeId> office = {};
    std::string name = {};
    std::optional<ReviewAnswer> answer = {};
    std::optional<Date> on = {};
    std::string by = {};
    std::string note = {};
    std::optional<ReviewId> wanted = {};  // by the command
    std::optional<OfficeId> wanted_office = {};
};
using Row = AnswerRow;

// What a file answered so far, so that its rows are compared with each other; the register has none of it yet.
struct Answered {
    ReviewItem item;
    ReviewAnswer answer;
};
using AnsweredItems = std::multimap<UserId, Answered>;

std::vector<FieldOf<Row>> answer_fields() {
    return {
        {{"review_item_id", "項目番号", "項目", true},
         take_id<ReviewItemTag, &Row::item>,
         {N_("number of the item, as on the sheet"), "Q000001"}},
        {{"review_id", "棚卸番号", "棚卸"}, take_id<ReviewTag, &Row::review>, {N_("number of the review, like R2026-01"), ""}},
        {{"office_id", "事業所ID"}, take_id<OfficeTag, &Row::office>, {N_("number of the office that was asked"), ""}},
        {{"user_name", "氏名", "名前"},
         take_text<&Row::name>,
         {N_("compared with the register"), "見本 太郎", {}, nullptr, true}},
        {{"answer", "回答", "", false, "review_item_id"},
         take_name<ReviewAnswer, &Row::answer>,
         {N_("empty: not answered yet"), "在籍・変更なし", {}, &known_words<ReviewAnswer>}},
        {{"answered_on", "回答日", "", false, {}, "E_DATE"},
         take_date<&Row::on>,
         {N_("day of the answer; today when empty"), "2026-04-01"}},
        {{"answered_by", "回答者"}, take_text<&Row::by>, {N_("who at the office answered"), ""}},
        {{"note", "備考", "変更内容"}, take_text<&Row::note>, {N_("what has changed"), ""}},
    };
}

ReviewReply reply_of(const View& view, const Row& row) {
    return {*row.answer, row.on.value_or(view.today()), row.by, row.note};
}

// The row and the item it names are of one review, one office, one person.
void check_identity(std::vector<Fault>& faults, const ReviewItem& item, const Row& row) {
    const auto is_other = [](const auto& said, const auto& known) { return said && *said != known; };
    if (is_other(row.review, item.review_id) || is_other(row.wanted, item.review_id))
        faults.push_back({"review_item_id", "E_REVIEW_OTHER",
                          message(N_("{} is an item of {}, not of {}"), item.review_item_id, item.review_id,
                                  is_other(row.review, item.review_id) ? *row.review : *row.wanted),
                          message(N_("is it the right sheet"))});
    if (is_other(row.office, item.office_id) || is_other(row.wanted_office, item.office_id))
        faults.push_back({"review_item_id", "E_OFFICE_OTHER",
                          message(N_("{} asks office {} {}, not {}"), item.review_item_id, item.office_id, item.office_name,
                                  is_other(row.office, item.office_id) ? *row.office : *row.wanted_office),
                          message(N_("is it the right sheet"))});
    if (row.name.empty() || item.user_name.empty() || search_key(row.name) == search_key(item.user_name)) return;
    const bool is_told = row.answer == ReviewAnswer::changed;  // perhaps the name itself
    faults.push_back({"user_name", is_told ? "W_NAME_OTHER" : "E_NAME_OTHER",
                      message(N_("{} asks about {} {}"), item.review_item_id, *item.user_id, item.user_name),
                      message(N_("was the sheet sorted apart; a new name is told as 変更あり")), is_told});
}

void check_others(std::vector<Fault>& faults, AnsweredItems& others, const ReviewItem& item, ReviewAnswer answer) {
    if (!item.user_id) return;
    const auto [begin, end] = others.equal_range(*item.user_id);
    for (auto other = begin; other != end; ++other)
        if (contradict(item, answer, other->second.item, other->second.answer))
            faults.push_back(contradiction(item, other->second.item.review_item_id));
    others.insert({*item.user_id, {item, answer}});
}

std::vector<Fault> row_faults(const View& view, Update update, AnsweredItems& others, const Row& row) {
    if (!row.item) return {};
    const auto item = find_review_item(view, *row.item);
    if (!item)
        return {{"review_item_id", "E_ITEM_UNKNOWN", message(N_("there is no review item {}"), *row.item),
                 message(N_("the numbers stand on the sheet: osaki-mcs review sheet"))}};
    std::vector<Fault> faults;
    check_identity(faults, *item, row);
    if (!row.answer && !row.note.empty())
        faults.push_back({"answer", "W_NO_ANSWER", message(N_("{} has a note and no answer; it stays open"), *row.item),
                          message(N_("ask the office")), true});
    if (!row.answer || item->answer == row.answer) return faults;
    detail::append(faults, faults_of(view, *item, reply_of(view, row), update == Update::all));
    check_others(faults, others, *item, *row.answer);
    return faults;
}

bool is_news(const View& view, const Row& row) {
    return row.answer && get_review_item(view, *row.item).answer != row.answer;
}

Foresight foresee_answer(const View& view, const Row& row) {
    if (!is_news(view, row)) return {Applied::unchanged, message(N_("{}: nothing would change"), *row.item)};
    const auto item = get_review_item(view, *row.item);
    const auto how = item.answer ? Applied::changed : Applied::added;
    if (*row.answer == ReviewAnswer::left && would_end(view, item, reply_of(view, row).on))
        return {how, message(N_("would record {} as {}, and end the membership of {} in {}"), *row.item, *row.answer,
                             *item.user_id, item.office_id)};
    return {how, message(N_("would record {} as {}"), *row.item, *row.answer)};
}

RowResult load_answer(Change& change, Update update, const Row& row) {
    if (!is_news(change, row)) return {Applied::unchanged};
    const bool is_first = !get_review_item(change, *row.item).answer;
    answer_item(change, *row.item, reply_of(change, row), update == Update::all);
    return {is_first ? Applied::added : Applied::changed};
}

}  // namespace

ImportKind review_import(std::optional<ReviewId> review, std::optional<OfficeId> office, std::shared_ptr<AskedOffices> asked) {
    KindOf<Row> kind{"review",
                     answer_fields(),
                     {"No", "番号", "事業所名", "対象", "フリガナ", "職種", "グループ", "登録日", "前回確認日"},
                     true};
    kind.resolve = [review, office, asked](const RowContext& context, Row& row) -> std::vector<Fault> {
        if (const auto item = asked && row.item ? find_review_item(context.view, *row.item) : std::nullopt)
            asked->insert(item->office_id);
        row.wanted = review;
        row.wanted_office = office;
        return {};
    };
    const auto others = std::make_shared<AnsweredItems>();
    kind.check = [others](const RowContext& context, const Row& row) {
        return row_faults(context.view, context.update, *others, row);
    };
    kind.keys = [](const Row& row) -> std::vector<RowKey> {
        if (!row.item) return {};
        return {{"review_item_id", "E_ROW_DUP", to_text(*row.item)}};
    };
    kind.apply = [](Change& change, const RowContext& context, const Row& row) {
        return load_answer(change, context.update, row);
    };
    kind.foresee = [](const RowContext& context, const Row& row) { return foresee_answer(context.view, row); };
    return kind_of(std::move(kind));
}

ImportKind review_import(const View&) {
    return review_import(std::nullopt, std::nullopt, nullptr);
}

}  // namespace osaki
