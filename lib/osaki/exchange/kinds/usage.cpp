// Monthly figures of use, by user, by office or of the network (利用実績, art. 8-2(4)).
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"
#include "osaki/exchange/usage_file.hpp"

#include <memory>

namespace osaki {

namespace {

struct UsageCells {
    std::string month, user, mail, login, name, office, office_name;
    Figures figures;
};
using Row = UsageCells;

template <std::size_t I>
std::optional<Fault> take_figure(Row& row, std::string_view cell, const RowContext&) {
    row.figures.*figure_members[I] = usage_number(cell);
    return std::nullopt;
}

std::vector<FieldOf<Row>> usage_fields() {
    return {
        {{"month", "対象月", "年月|月|利用月|集計月|対象年月"},
         take_text<&Row::month>,
         {N_("like 2026-04; a file of one month may do without, with --month"), "2026-04"}},
        {{"user", "利用者番号", "利用者ID|ユーザー番号"},
         take_text<&Row::user>,
         {N_("number in the register, like U000123"), ""}},
        {{"mail", "メールアドレス", "メール|mail|e-mail|Eメール|アドレス"},
         take_text<&Row::mail>,
         {N_("of the user, as registered; or the login"), "hanako@example.jp"}},
        {{"login", "ログインID", "ログイン|アカウント|ID|ユーザーID"}, take_text<&Row::login>, {N_("the MCS login ID"), ""}},
        {{"name", "氏名", "名前|利用者名|ユーザー名"}, take_text<&Row::name>, {N_("only compared with the register"), ""}},
        {{"office", "事業所番号", "介護保険事業所番号|施設番号|施設ID"},
         take_text<&Row::office>,
         {N_("of a file by office: O0002 or the facility number"), ""}},
        {{"office_name", "事業所名", "施設名|所属|事業所"}, take_text<&Row::office_name>, {N_("of a file by office"), ""}},
        {{"login_days", "ログイン日数", names<Metric>[0].aliases, false, {}, "E_NUMBER"},
         take_figure<0>,
         {N_("days with a login; they are not logins; empty when not known"), "12"}},
        {{"logins", "ログイン数", names<Metric>[1].aliases, false, {}, "E_NUMBER"},
         take_figure<1>,
         {N_("how often; empty when not known"), "30"}},
        {{"posts", "投稿数", names<Metric>[2].aliases, false, {}, "E_NUMBER"},
         take_figure<2>,
         {N_("how often; empty when not known"), "8"}},
        {{"reads", "既読数", names<Metric>[3].aliases, false, {}, "E_NUMBER"},
         take_figure<3>,
         {N_("how often; empty when not known"), "120"}},
        {{"files", "ファイル数", names<Metric>[4].aliases, false, {}, "E_NUMBER"},
         take_figure<4>,
         {N_("how many; empty when not known"), ""}},
        {{"groups", "グループ数", names<Metric>[5].aliases, false, {}, "E_NUMBER"},
         take_figure<5>,
         {N_("how many; empty when not known"), ""}},
    };
}

Foresight foresee_usage(const View& view, const Row& row) {
    UsageSubjects subjects(view);
    for (const auto& [role, text] : {std::pair(UsageRole::user, &row.user), std::pair(UsageRole::mail, &row.mail),
                                     std::pair(UsageRole::login, &row.login)}) {
        if (text->empty()) continue;
        const auto found = subjects.find(role, *text);
        if (found.number != 0)
            return {Applied::added,
                    message(N_("would count for {} {}"), UserId{found.number}, subjects.name_of_user(found.number))};
        return {Applied::added,
                message(N_("nobody in the register is {}; the figures would be kept until it is said whose they are"), *text)};
    }
    const auto& office = row.office.empty() ? row.office_name : row.office;
    if (office.empty()) return {Applied::added, message(N_("would count for the network"))};
    const auto found = subjects.find(row.office.empty() ? UsageRole::office_name : UsageRole::office, office);
    if (found.number != 0) return {Applied::added, message(N_("would count for {}"), OfficeId{found.number})};
    return {Applied::added, message(N_("no office is {}; the figures would be kept until it is said whose they are"), office)};
}

}  // namespace

ImportKind usage_import(const View&, const UsageQuestion& question) {
    KindOf<Row> kind{"usage", usage_fields(), {"No", "No.", "番号", "職種", "備考", "サービス種類", "事業所種別", "合計"}};
    kind.check = [](const RowContext&, const Row&) { return std::vector<Fault>(); };
    kind.foresee = [](const RowContext& context, const Row& row) { return foresee_usage(context.view, row); };
    auto made = kind_of(std::move(kind));
    made.read_whole = [question](const ImportSource& source, const RowContext& context, const ImportOptions& options) {
        return read_usage_file(source, context, options, question);
    };
    return made;
}

ImportKind usage_import(const View& view) {
    return usage_import(view, UsageQuestion{});
}

}  // namespace osaki
