// Headings of a facility's number and service, shared by offices and the directory: ours and those of the ministry's open data.
#pragma once

#include "osaki/base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// The building joins the address it belongs to; alone it is no address, and an empty cell never erases one.
inline std::vector<Fault> join_building(std::string& address, const std::string& building) {
    if (building.empty()) return {};
    if (address.empty())
        return {{"building", "E_ADDRESS", message(N_("a building without its address")), message(N_("fill in the address too"))}};
    address += " " + building;
    return {};
}

}  // namespace osaki

namespace osaki::headings {

constexpr std::string_view service_aliases = "サービス種類|サービス種別|サービス|介護サービス種類";
constexpr std::string_view number_aliases = "介護保険事業所番号|指定事業所番号|医療機関コード";
constexpr std::string_view municipality = "都道府県コード又は市町村コード";
constexpr std::string_view municipality_aliases = "市町村コード|市区町村コード|自治体コード|全国地方公共団体コード";
constexpr std::string_view building = "方書（ビル名等）";
constexpr std::string_view building_aliases = "方書|建物名";
constexpr std::string_view fax_aliases = "FAX|ファックス番号";
constexpr std::string_view corporation_aliases = "法人名|運営法人|法人の名称（漢字）";

// Columns of the open data that say nothing the register keeps.
inline std::vector<std::string_view> unused_open_data() {
    return {"No",
            "都道府県名",
            "市区町村名",
            "緯度",
            "経度",
            "法人番号",
            "利用可能曜日",
            "利用可能曜日特記事項",
            "定員",
            "URL",
            "高齢者の方と障害者の方が同時一体的に利用できるサービス",
            "介護保険の通常の指定基準を満たしている",
            "障害福祉の通常の指定基準を満たしている",
            "備考"};
}

}  // namespace osaki::headings
