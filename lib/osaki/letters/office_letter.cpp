#include "osaki/letters/office_letter.hpp"

#include "osaki/letters/report.hpp"
#include "osaki/print/letter_module.hpp"
#include "osaki/print/letter_text.hpp"

#include <algorithm>

namespace osaki::letters {

double draw_head(Document& document, const LetterFile& file, const Addressee& to) {
    constexpr double addressee_width = 95, office_height = 16, person_height = 10;
    document.text({margin, 16, text_width, 6}, to_wareki(file.written_on), {.align = Align::right});
    double y = 26;
    if (!to.office.empty()) y += document.text({margin, y, addressee_width, office_height}, to.office, {.size = 12}) + 1;
    y += document.text({margin, y, addressee_width, person_height}, to.person, {.size = 16, .on_one_line = true});

    constexpr double head_x = 116, head_width = page_width - margin - head_x, line_height = 9.5;
    double head_y = 40;
    for (const auto& line : head_of(file.sender))
        head_y += document.text({head_x, head_y, head_width, line_height}, line, {.size = 10, .on_one_line = true}) + 0.8;
    return std::max(y, head_y);
}

double draw_title(Document& document, double y, const std::string& title, const std::string& opening) {
    document.text({margin, y, text_width, 9}, title, {.size = 15, .face = Face::gothic, .align = Align::centre});
    y += 12;
    return y + document.text({margin, y, text_width, 24}, opening, {});
}

}  // namespace osaki::letters

extern "C" const osaki::LetterTable* osaki_letter_table() {
    static constexpr auto lacking = [](std::string_view words) { return osaki::letters::Document({}, {}).lacking(words); };
    static constexpr osaki::LetterTable table{osaki::letters::draw_credentials, osaki::letters::draw_decisions,
                                              osaki::letters::draw_certificates, lacking, osaki::letters::draw_report};
    return &table;
}
