// make_faces DIRECTORY: the faces of the sample reports, for tests/faces and for the eye.
#include "osaki/exchange/report_book.hpp"
#include "support/sample_report.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <string>

namespace {

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

void write_faces(const std::string& stem, const osaki::ReportPage& page) {
    write(stem + ".html", osaki::html_of(page));
    write(stem + ".pdf", osaki::pdf_of(page));
    write(stem + ".xlsx", osaki::workbook_of(page));
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) return 2;
    try {
        const std::string directory = words[1];
        write_faces(directory + "/month", osaki::month_sample());
        write_faces(directory + "/english", osaki::english_sample());
        write_faces(directory + "/nasty", osaki::nasty_sample());
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
