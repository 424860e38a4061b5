// Every facility of the area, registered or not (圏域の事業所一覧): rows of the ministry's open data, a dated snapshot per
// service.
#pragma once

#include "osaki/domain/office.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct DirectoryTag {
    static constexpr IdForm form{'F', 5, false};
};
using DirectoryId = Id<DirectoryTag>;

struct DirectoryRow {
    DirectoryId directory_id;
    std::string service;
    std::string number;
    std::string name;
    std::string kana;
    std::string type;
    std::string municipality;
    std::string address;
    std::string phone;
    std::string fax;
    std::string corporation;
    Date snapshot_on;
};
const Description<DirectoryRow>& describe(const DirectoryRow*);

// A row as published; service is the name or code of the data.
struct NewDirectoryRow {
    std::string service;
    std::string number;
    std::string name;
    std::string kana;
    std::string municipality;
    std::string address;
    std::string phone;
    std::string fax;
    std::string corporation;
};
std::vector<Fault> faults_of(const Codes& codes, const NewDirectoryRow& row);

enum class Loaded { added, changed, same };
// Writes the row when it is new or differs.
// What load_directory_row would do with a row that has no fault.
Loaded foresee_directory_row(const View& view, const Codes& codes, const NewDirectoryRow& row);
Loaded load_directory_row(Change& change, const Codes& codes, const NewDirectoryRow& row);
// Takes away the rows of the services in this load that it no longer has (keys "service number"); returns how many.
std::int64_t drop_missing(Change& change, const std::set<std::string>& services, const std::set<std::string>& seen);

std::vector<DirectoryRow> list_directory(const View& view, const Query& query);
bool is_in_directory(const View& view, std::string_view number);
// Rows with that facility number, one per service. Code::not_found when there is none.
std::vector<DirectoryRow> get_directory(const View& view, std::string_view number);

// What `office add --from-directory` copies: one NewOffice per service of the number; what is said besides stands above the copy.
std::vector<NewOffice> offices_of(const std::vector<DirectoryRow>& rows, const NewOffice& said = {});

}  // namespace osaki
