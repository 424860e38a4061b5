// The answer sheet of one office in a review: a workbook with what is asked, and columns for the answers that the import kind
// `review` reads back. It is about persons and goes to that office, so it is recorded as given (art. 8-2(3), 8-2(5)).
#pragma once

#include "osaki/base/file.hpp"
#include "osaki/domain/provision.hpp"
#include "osaki/domain/review.hpp"

#include <string>
#include <vector>

namespace osaki {

struct ReviewSheet {
    OfficeId office;
    std::string office_name;
    std::string file;  // O0002_さくら薬局.xlsx: a name that every system takes
    std::vector<ReviewItem> items;
};

// One for each office that is asked, or for those named. Code::conflict when the review is closed or asks nothing of one of them.
std::vector<ReviewSheet> review_sheets(const View& view, const Review& review, const std::vector<OfficeId>& offices);
// Writes it and says what was given to whom; the record is not added yet. Code::file.
Provision write_sheet(const View& view, const Review& review, const ReviewSheet& sheet, Draft& to);

// Pure: number and name of the office, without what a file name may not have.
std::string sheet_file(OfficeId office, std::string_view name);

}  // namespace osaki
