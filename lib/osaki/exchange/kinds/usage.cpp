// Monthly figures of use, by user, by office or of the network (利用実績, art. 8-2(4)).
#include "osaki/domain/usage_subjects.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"
#include "osaki/exchange/usage_file.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

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
         {N_("of the user, as registered; or the login"), "mihon@example.jp", {}, nullptr, true}},
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

// The first that leads to somebody; of a file by user the office is not asked.
Foresight foresee_usage(const View& view, const Row& row) {
    UsageSubjects subjects(view);
    std::vector<std::pair<UsageKey, std::string>> keys{
        {UsageKey::user, row.user}, {UsageKey::mail, row.mail}, {UsageKey::login, row.login}};
    const auto is_empty = [](const auto& key) { return key.second.empty(); };
    if (std::ranges::all_of(keys, is_empty)) keys = {{UsageKey::office, row.office}, {UsageKey::office_name, row.office_name}};
    std::erase_if(keys, is_empty);
    for (const auto& [key, text] : keys) {
        const auto number = subjects.find(key, text).number;
        if (number == 0) continue;
        if (key == UsageKey::office || key == UsageKey::office_name)
            return {Applied::added, message(N_("would count for {}"), OfficeId{number})};
        const auto user = get_user(view, standing_number(view, UserId{number}));
        return {Applied::added, message(N_("would count for {} {}"), user.user_id, user.name)};
    }
    if (keys.empty()) return {Applied::added, message(N_("would count for the network"))};
    const auto* text = keys.front().first < UsageKey::office
                           ? N_("nobody in the register is {}; the figures would be kept until it is said whose they are")
                           : N_("no office in the register is {}; the figures would be kept until it is said whose they are");
    return {Applied::added, message(text, keys.front().second)};
}

}  // namespace

ImportKind usage_import(const View&, const UsageQuestion& question) {
    KindOf<Row> kind{"usage", usage_fields(), {"No", "No.", "番号", "職種", "備考", "サービス種類", "事業所種別", "合計"}};
    kind.check = [](const RowContext&, const Row&) { return std::vector<Fault>(); };
    kind.foresee = [](const RowContext& context, const Row& row) { return foresee_usage(context.view, row); };
    auto made = kind_of(std::move(kind));
    made.read_whole = [question, files = std::make_shared<UsageFiles>()](const ImportSource& source, const RowContext& context,
                                                                         const ImportOptions& options) {
        return read_usage_file(source, context, options, question, files);
    };
    return made;
}

ImportKind usage_import(const View& view) {
    return usage_import(view, UsageQuestion{});
}

}  // namespace osaki
