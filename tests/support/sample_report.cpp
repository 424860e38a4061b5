#include "support/sample_report.hpp"

#include <fmt/format.h>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace osaki {

namespace {

const std::vector<std::string> office_types = {"病院",
                                               "医科診療所",
                                               "歯科診療所",
                                               "助産所",
                                               "保険薬局",
                                               "居宅介護支援",
                                               "訪問介護",
                                               "訪問入浴",
                                               "訪問看護",
                                               "訪問リハビリテーション",
                                               "夜間対応型訪問介護",
                                               "定期巡回・随時対応型訪問介護看護",
                                               "通所介護",
                                               "通所リハビリテーション",
                                               "地域密着型通所介護",
                                               "療養通所介護",
                                               "認知症対応型通所介護",
                                               "小規模多機能型居宅介護",
                                               "看護小規模多機能型居宅介護",
                                               "短期入所生活介護",
                                               "短期入所療養介護",
                                               "特定施設入居者生活介護",
                                               "福祉用具貸与・販売",
                                               "介護老人福祉施設",
                                               "介護老人保健施設",
                                               "介護医療院",
                                               "有料老人ホーム",
                                               "軽費老人ホーム",
                                               "養護老人ホーム",
                                               "認知症対応型共同生活介護",
                                               "地域包括支援センター",
                                               "行政",
                                               "医師会",
                                               "障害福祉サービス",
                                               "その他"};
const std::vector<std::string> professions = {
    "医師",       "歯科医師",   "薬剤師",     "看護師",     "准看護師",   "保健師", "助産師",         "医療ソーシャルワーカー",
    "理学療法士", "作業療法士", "言語聴覚士", "歯科衛生士", "管理栄養士", "栄養士", "介護支援専門員", "介護福祉士",
    "訪問介護員", "社会福祉士", "相談員",     "行政職員",   "事務員",     "その他"};

// The same numbers on every machine.
class Chance {
public:
    int below(int limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<int>((state_ >> 33U) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t state_ = 20261031;
};

std::string signed_text(int number) {
    if (number == 0) return "±0";
    return (number > 0 ? "+" : "−") + std::to_string(std::abs(number));
}

std::string grouped(int number) {
    auto text = std::to_string(number);
    for (auto at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

PageCell words(std::string text) {
    return {std::move(text), {}, 0, false};
}
PageCell count(int number) {
    return {grouped(number), number, 0, false};
}
PageCell change(int number) {
    return {signed_text(number), number, 0, false};
}
PageCell percent(double share) {
    return {fmt::format("{:.1f}%", share), share, 1, true};
}
double share_of(int part, int all) {
    return std::floor(1000.0 * part / all + 0.5) / 10;
}

const std::vector<PageColumn> compared = {{"", false},          {"2026年10月", true}, {"前月", true},
                                          {"前月との差", true}, {"前年同月", true},   {"前年同月との差", true}};

PageRow compared_row(const std::string& name, int now, int before, int last_year, bool is_total = false) {
    return {{words(name), count(now), count(before), change(now - before), count(last_year), change(now - last_year)}, is_total};
}

// A table of counts by name, with what they come to.
PageTable compared_table(Chance& chance, const std::string& caption, const std::string& first,
                         const std::vector<std::string>& names, int most) {
    PageTable table{caption, compared, {}};
    table.columns.front().heading = first;
    int now = 0, before = 0, last_year = 0;
    for (const auto& name : names) {
        const int a = chance.below(most), b = std::max(0, a - chance.below(4) + 1),
                  c = std::max(0, b - chance.below(most / 6 + 2));
        table.rows.push_back(compared_row(name, a, b, c));
        now += a;
        before += b;
        last_year += c;
    }
    table.rows.push_back(compared_row("合計", now, before, last_year, true));
    return table;
}

std::vector<std::string> month_names(int count) {
    std::vector<std::string> names;
    for (int i = count - 1; i >= 0; --i) {
        const int months = 2026 * 12 + 9 - i;
        names.push_back(fmt::format("{}年{}月", months / 12, months % 12 + 1));
    }
    return names;
}

PageSection offices(Chance& chance) {
    PageSection section{"登録事業所", {"基準日に登録のある事業所。廃止した事業所と事務局は含みません。"}, {}, {}};
    section.tables.push_back(compared_table(chance, "種別ごとの登録事業所数", "事業所の種別", office_types, 19));
    return section;
}

PageTable matrix(Chance& chance) {
    PageTable table{"事業所の種別と職種ごとの登録利用者数", {{"事業所の種別", false}}, {}};
    for (const auto& profession : professions) table.columns.push_back({profession, true});
    table.columns.push_back({"合計", true});
    std::vector<int> sums(professions.size() + 1);
    for (const auto& type : office_types) {
        PageRow row{{words(type)}, false};
        int sum = 0;
        for (std::size_t i = 0; i < professions.size(); ++i) {
            const int number = chance.below(4) == 0 ? chance.below(12) : 0;
            row.cells.push_back(count(number));
            sum += number;
            sums[i] += number;
        }
        row.cells.push_back(count(sum));
        sums.back() += sum;
        table.rows.push_back(std::move(row));
    }
    PageRow total{{words("合計")}, true};
    for (const int sum : sums) total.cells.push_back(count(sum));
    table.rows.push_back(std::move(total));
    return table;
}

PageSection users(Chance& chance) {
    PageSection section{"登録利用者", {"基準日の登録利用者1,200人を、職種と、所属する事業所の種別で数えたもの。"}, {}, {}};
    Chart chart{ChartKind::bars, "職種ごとの登録利用者", "登録利用者は看護師が最も多く、介護支援専門員、介護福祉士と続く。", "人",
                professions,     {{"2026年10月", {}}}};
    auto table = compared_table(chance, "職種ごとの登録利用者数", "職種", professions, 180);
    for (std::size_t i = 0; i < professions.size(); ++i) chart.series.front().values.push_back(table.rows[i].cells[1].number);
    section.charts.push_back(std::move(chart));
    section.tables.push_back(std::move(table));
    section.tables.push_back(matrix(chance));
    return section;
}

PageSection movement(Chance& chance) {
    PageSection section{"登録と退会", {}, {}, {}};
    Chart chart{ChartKind::stacked_bars, "月ごとの登録と退会",        "直近13か月は、登録が退会を上回る月が多い。", "人",
                month_names(13),         {{"登録", {}}, {"退会", {}}}};
    PageTable table{"月ごとの登録・退会・増減", {{"月", false}, {"登録", true}, {"退会", true}, {"増減", true}}, {}};
    for (const auto& month : chart.categories) {
        const int joined = 4 + chance.below(30), left = chance.below(14);
        chart.series[0].values.emplace_back(joined);
        chart.series[1].values.emplace_back(-left);
        table.rows.push_back({{words(month), count(joined), count(left), change(joined - left)}, false});
    }
    section.charts.push_back(std::move(chart));
    section.tables.push_back(std::move(table));
    return section;
}

PageSection activity(Chance& chance) {
    PageSection section{"利用状況", {"2024年8月と9月の利用実績は取り込まれていません。"}, {}, {}};
    Chart chart{
        ChartKind::line, "月ごとの利用中の人数", "利用中の人数は3年で約420人から812人に増えた。2024年8月と9月は不明。", "人",
        month_names(36), {{"利用中", {}}}};
    for (int i = 0; i < 36; ++i) {
        if (i == 9 || i == 10) chart.series[0].values.emplace_back();
        else chart.series[0].values.emplace_back(i == 35 ? 812 : 420 + i * 11 + chance.below(36) - 18);
    }
    section.charts.push_back(std::move(chart));
    PageTable table{"利用の実績", compared, {}};
    table.rows.push_back(compared_row("利用中（人）", 812, 797, 688));
    table.rows.push_back({{words("利用率"), percent(67.7), percent(66.9), words("+0.8"), percent(62.3), words("+5.4")}, false});
    table.rows.push_back(compared_row("投稿", 18422, 17903, 15210));
    table.rows.push_back({{words("利用中1人あたりの投稿"),
                           {"22.7", 22.7, 1, false},
                           {"22.5", 22.5, 1, false},
                           words("+0.2"),
                           {"22.1", 22.1, 1, false},
                           words("+0.6")},
                          false});
    table.rows.push_back({{words("ファイル"), count(2210), {}, {}, {}, {}}, false});
    section.tables.push_back(std::move(table));
    return section;
}

PageSection participation(Chance& chance) {
    PageSection section{"参加率", {"圏域の事業所一覧（2026年6月30日版）にある事業所のうち、登録のあるもの。"}, {}, {}};
    Chart chart{ChartKind::bars, "種別ごとの参加率", "訪問看護と居宅介護支援の参加率が高い。", "%", {}, {{"参加率", {}}}};
    PageTable table{"種別ごとの参加率",
                    {{"事業所の種別", false}, {"圏域の事業所", true}, {"登録", true}, {"一覧にある登録", true}, {"参加率", true}},
                    {}};
    for (const auto& type : office_types) {
        const int all = chance.below(5) == 0 ? 0 : 3 + chance.below(60), covered = all == 0 ? 0 : chance.below(all + 1);
        chart.categories.push_back(type);
        if (all == 0) {
            chart.series[0].values.emplace_back();
            table.rows.push_back({{words(type), {}, count(chance.below(4)), {}, {}}, false});
            continue;
        }
        chart.series[0].values.emplace_back(share_of(covered, all));
        table.rows.push_back(
            {{words(type), count(all), count(covered + chance.below(3)), count(covered), percent(share_of(covered, all))},
             false});
    }
    section.charts.push_back(std::move(chart));
    section.tables.push_back(std::move(table));
    return section;
}

PageSection training(Chance& chance) {
    PageSection section{"研修と規程の確認", {}, {}, {}};
    Chart chart{ChartKind::line,
                "研修を受けた人と規程を確認した人の割合",
                "研修を受けた人の割合は9割前後、規程を確認した人の割合は改定のあった2026年4月に下がり、その後戻った。",
                "%",
                month_names(13),
                {{"研修受講", {}}, {"規程確認", {}}}};
    for (int i = 0; i < 13; ++i) {
        chart.series[0].values.emplace_back(86.0 + i * 0.4 + chance.below(20) / 10.0);
        chart.series[1].values.emplace_back(i < 6 ? 91.0 + chance.below(20) / 10.0 : 24.0 + (i - 6) * 10.2);
    }
    section.charts.push_back(std::move(chart));
    PageTable table{"研修の受講と規程の確認",
                    {{"", false}, {"ID保有者", true}, {"該当", true}, {"割合", true}, {"前月", true}, {"前年同月", true}},
                    {}};
    table.rows.push_back(
        {{words("初期研修を受けた"), count(1142), count(1047), percent(91.7), percent(91.2), percent(88.0)}, false});
    table.rows.push_back(
        {{words("施行中の規程をすべて確認した"), count(1142), count(976), percent(85.5), percent(80.3), percent(92.1)}, false});
    section.tables.push_back(std::move(table));
    return section;
}

PageSection groups() {
    PageSection section{"グループ", {}, {}, {}};
    PageTable table{"種類ごとのグループ数", compared, {}};
    table.columns.front().heading = "種類";
    table.rows.push_back(compared_row("患者", 402, 396, 311));
    table.rows.push_back(compared_row("自由", 38, 38, 35));
    table.rows.push_back(compared_row("事務局", 4, 4, 4));
    table.rows.push_back(compared_row("合計", 444, 438, 350, true));
    section.tables.push_back(std::move(table));
    PageTable owners{"確かめることのあるもの", compared, {}};
    owners.rows.push_back(compared_row("有効な管理者のいないグループ", 3, 5, 2));
    owners.rows.push_back(compared_row("退会手続中の人", 6, 4, 9));
    owners.rows.push_back(compared_row("残存アカウント", 2, 2, 1));
    section.tables.push_back(std::move(owners));
    return section;
}

}  // namespace

ReportPage month_sample() {
    Chance chance;
    ReportPage page;
    page.language = "ja";
    page.title = "月次利用報告　2026年10月";
    page.network = "おおさき地区医介連ネットワークシステム";
    page.facts = {{"対象の月", "2026年10月"},
                  {"基準日", "2026年10月31日"},
                  {"状態", "締め済み（2026年11月4日）"},
                  {"作成", "2026年11月4日 9:00"}};
    page.key_figures = {{"登録利用者", "1,200人", "前月より +12、前年同月より +96"},
                        {"利用中", "812人（67.7%）", "1,200人のうち。前月 66.9%"},
                        {"登録事業所", "180", "前月より +1"},
                        {"研修受講率", "91.7%", "1,142人のうち1,047人"},
                        {"規程確認率", "85.5%", "1,142人のうち976人"},
                        {"参加率", "45.2%", "417のうち188"},
                        {"管理者のいないグループ", "3", "前月 5"},
                        {"残存アカウント", "2", "前月 2"}};
    page.sections = {activity(chance),      users(chance),    movement(chance), offices(chance),
                     participation(chance), training(chance), groups()};
    page.definitions_heading = "用語の定義";
    page.definitions = {
        {"登録利用者", "基準日の状態が登録済み・利用中・停止中・退会手続中である人。"},
        {"ID保有者", "登録利用者のうち、IDを渡した人。"},
        {"利用中",
         "登録利用者のうち、対象の月にログイン日数またはログイン回数が1以上ある人。利用実績を取り込んでいない月は不明とし、0とは"
         "しません。"},
        {"参加率",
         "事業所一覧にある圏域の事業所のうち、その事業所番号をもつ登録事業所があるものの割合。一覧にない種別は不明とします。"},
        {"研修受講", "ID保有者のうち、基準日に有効な初期研修を受けた人。"},
        {"規程確認", "ID保有者のうち、基準日に施行されている運用ポリシーと運用ルールのすべての版を確認した人。"}};
    page.page_words = "{} / {}";
    page.no_data = "データなし";
    page.created = {1793750400};
    return page;
}

namespace {

const std::string long_name = "医療法人社団おおさき会併設訪問看護ステーションひまわり大崎市古川サテライト事業所分室";
const std::string markup = "<script>alert(\"&'\")</script>{{title}}";

Chart odd_chart(ChartKind kind, std::vector<std::string> categories, std::vector<ChartSeries> series) {
    return {kind, "図 " + markup, "説明 " + markup, "人", std::move(categories), std::move(series)};
}

PageSection odd_charts(ChartKind kind) {
    constexpr auto not_a_number = std::numeric_limits<double>::quiet_NaN();
    PageSection section{"", {}, {}, {}};
    section.charts = {odd_chart(kind, {}, {}),
                      odd_chart(kind, {"甲", "乙"}, {{"何も", {{}, {}}}}),
                      odd_chart(kind, {"甲", "乙"}, {{"数でない", {not_a_number, {}}}}),
                      odd_chart(kind, {"一つだけ"}, {{"一つ", {7}}}),
                      odd_chart(kind, {"零"}, {{"零", {0}}}),
                      odd_chart(kind, {"甲", long_name, markup}, {{"大きい", {1.5e9, {}, 123456789012345}}}),
                      odd_chart(kind, {"極大", "極小"}, {{"端", {1.7e308, -1.7e308}}}),
                      odd_chart(kind, {"四月", "五月", "六月", "七月"},
                                {{"第一の系列", {3, -2, {}, 5}},
                                 {"第二の系列", {1, -4, 2, {}}},
                                 {markup, {2.5, 1, {}, 4}},
                                 {"第四", {1, 1, 1, 1}},
                                 {"第五", {2, 2, 2, 3}},
                                 {"第六の、たいへん長い名前をもつ系列", {4, 4, 3, 3}},
                                 {"第七", {6, 5, 6}}})};
    return section;
}

}  // namespace

ReportPage nasty_sample() {
    ReportPage page;
    page.language = "ja";
    page.title = "報告 " + markup + " 𠮷田\x1b[31m \xE2\x80\xAE逆";
    page.network = long_name + "・" + long_name;
    page.facts = {{"", ""}, {markup, long_name + long_name}};
    page.key_figures = {{long_name, "123,456,789,012,345人", long_name}, {"不明", "", ""}, {markup, markup, markup}};
    page.sections = {{"空の節", {}, {}, {}}, {"", {"", markup}, {}, {}}};
    for (const auto kind : {ChartKind::line, ChartKind::bars, ChartKind::stacked_bars}) {
        page.sections.push_back(odd_charts(kind));
        page.sections.back().heading = "図ばかりの節";
    }
    PageSection tables{"図ばかりの節", {}, {}, {}};
    tables.tables.push_back({"行のない表", {{"名", false}, {"数", true}}, {}});
    PageTable odd{long_name, {{"", false}, {markup, true}, {long_name, false}}, {}};
    for (int i = 0; i < 60; ++i)
        odd.rows.push_back({{{long_name, {}, 0, false},
                             {i % 3 == 0 ? "" : "123,456,789,012,345", 123456789012345, 0, false},
                             {markup + long_name, {}, 0, false}},
                            i == 59});
    odd.rows.push_back({{{"足りない", {}, 0, false}}, false});
    tables.tables.push_back(std::move(odd));
    PageTable wide{"四十の列", {{"名", false}}, {}};
    for (int i = 0; i < 40; ++i) wide.columns.push_back({i % 2 == 0 ? long_name : "Community Support Centre", true});
    PageRow row{{{long_name, {}, 0, false}}, false};
    for (int i = 0; i < 40; ++i) row.cells.push_back({"12,345", 12345, 0, false});
    wide.rows = {row, row, row};
    tables.tables.push_back(std::move(wide));
    page.sections.push_back(std::move(tables));
    page.definitions_heading = "定義";
    page.definitions = {{long_name, markup}, {"W" + std::string(200, 'W'), std::string(400, 'x')}};
    page.page_words = "{} / {}";
    page.no_data = "データなし";
    page.created = {1793750400};
    return page;
}

ReportPage english_sample() {
    Chance chance;
    ReportPage page;
    page.language = "en";
    page.title = "Monthly usage report, October 2026";
    page.network = "Osaki Community Care Network";
    page.facts = {{"Month", "2026-10"}, {"As of", "2026-10-31"}, {"State", "closed on 2026-11-04"}};
    page.key_figures = {{"Registered users", "1,200", "+12 on September, +96 on October 2025"},
                        {"Active users", "812 (67.7%)", "of 1,200; 66.9% in September"},
                        {"Trained", "91.7%", "1,047 of 1,142 holders of an ID"}};
    const std::vector<std::string> names = {"physician",
                                            "dentist",
                                            "pharmacist",
                                            "nurse",
                                            "assistant nurse",
                                            "public health nurse",
                                            "medical social worker",
                                            "occupational therapist",
                                            "care manager",
                                            "certified care worker"};
    PageSection section{"Users by profession and office type",
                        {"Users whose state on 2026-10-31 is registered, active, suspended or leaving."},
                        {},
                        {}};
    Chart bars{ChartKind::bars,
               "Users by profession",
               "Nurses are the largest profession.",
               "users",
               names,
               {{"October 2026", {}}, {"October 2025", {}}}};
    PageTable table{"Users by office type and profession", {{"Office type", false}}, {}};
    for (const auto& name : names) table.columns.push_back({name, true});
    for (const auto* type : {"hospital", "clinic", "pharmacy", "care management office", "small multifunctional home care"}) {
        PageRow row{{words(type)}, false};
        for (std::size_t i = 0; i < names.size(); ++i) row.cells.push_back(count(chance.below(40)));
        table.rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        bars.series[0].values.emplace_back(20 + chance.below(180));
        bars.series[1].values.emplace_back(20 + chance.below(160));
    }
    section.charts.push_back(std::move(bars));
    section.tables.push_back(std::move(table));
    page.sections.push_back(std::move(section));
    page.definitions_heading = "Definitions";
    page.definitions = {
        {"Active",
         "At least one day with a login or one login in the month. Unknown, never 0, when no usage of the month is loaded."},
        {"Trained", "Holders of an ID with an initial training that is valid on the day looked at."}};
    page.page_words = "{} of {}";
    page.no_data = "no data";
    page.created = {1793750400};
    return page;
}

}  // namespace osaki
