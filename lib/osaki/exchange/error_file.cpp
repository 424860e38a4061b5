// The errors file: only the refused rows, in the columns, order, encoding and mark of the file they came from, each with what is
// wrong with it. Corrected, it can be loaded as it is.
#include "osaki/base/error.hpp"
#include "osaki/exchange/guard.hpp"
#include "osaki/exchange/import_check.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace osaki {

namespace {

// A file under construction; gone unless keep() was reached.
class TempFile {
public:
    explicit TempFile(std::string final_path) : final_(std::move(final_path)), path_(final_ + ".XXXXXX") {
        fd_ = ::mkostemp(path_.data(), O_CLOEXEC);
        if (fd_ < 0) refuse();
        ::fchmod(fd_, 0600);
    }
    ~TempFile() {
        if (fd_ < 0) return;
        ::close(fd_);
        ::unlink(path_.c_str());
    }
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;

    void add(std::string_view bytes) {
        buffer_ += bytes;
        if (buffer_.size() >= 65536) flush();
    }
    void keep() {
        flush();
        if (::fsync(fd_) != 0 || ::rename(path_.c_str(), final_.c_str()) != 0) refuse();
        ::close(fd_);
        fd_ = -1;
    }

private:
    [[noreturn]] void refuse() const {
        fail(Code::file, N_("{} cannot be written ({}); nothing was changed"), final_, std::string_view(std::strerror(errno)));
    }
    void flush() {
        for (std::string_view rest = buffer_; !rest.empty();) {
            const auto count = ::write(fd_, rest.data(), rest.size());
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) refuse();
            rest.remove_prefix(static_cast<std::size_t>(count));
        }
        buffer_.clear();
    }
    std::string final_;
    std::string path_;
    std::string buffer_;
    int fd_ = -1;
};

struct Remark {
    std::string columns;
    std::string texts;
};

const char* untranslated(const char* text) {
    return text;
}

void append_part(std::string& to, std::string_view part) {
    if (part.empty()) return;
    if (!to.empty()) to += " / ";
    to += part;
}

// Of the findings of one line, which are next to each other.
Remark remark_on(const CheckedFile& checked, std::int64_t line, std::size_t& next, Translate translate) {
    Remark remark;
    const auto& findings = checked.findings;
    while (next < findings.size() && findings[next].line < line) ++next;
    for (; next < findings.size() && findings[next].line == line; ++next) {
        if (findings[next].severity != Severity::error) continue;
        append_part(remark.columns, findings[next].column);
        append_part(remark.texts, to_text(findings[next].text, translate));
    }
    return remark;
}

// As the cell came, but so that a spreadsheet shows it. A guard it came with is not doubled.
std::string shown_cell(Encoding encoding, std::string_view bytes) {
    const auto text = decode(encoding, bytes);
    if (!text || guarded(*text) == *text) return std::string(bytes);
    const bool had_guard = without_guard(*text) != *text;
    return had_guard ? std::string(bytes) : "'" + std::string(bytes);
}

std::string error_row(const ImportSource& source, const CheckedFile& checked, const RawRow& row,
                      const std::vector<std::string>& remarks) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i < checked.layout.columns() && checked.layout.is_remark[i]) continue;
        cells.push_back(row.record == 0 ? std::string(row.cells[i]) : shown_cell(source.encoding.encoding, row.cells[i]));
    }
    for (const auto& remark : remarks) cells.push_back(encode_remark(source.encoding.encoding, guarded(remark)));
    const std::vector<std::string_view> views(cells.begin(), cells.end());
    return csv_row(views);
}

}  // namespace

void write_error_file(const ImportSource& source, const CheckedFile& checked, const ImportOptions& options) {
    struct stat facts = {};
    if (!options.force && ::lstat(options.errors_file.c_str(), &facts) == 0)
        fail(Code::conflict, N_("{} is there already; name another file or add --force; nothing was changed"),
             options.errors_file);
    const auto translate = options.translate ? options.translate : &untranslated;
    TempFile file(options.errors_file);
    if (source.facts.has_mark) file.add(utf8_mark);
    std::size_t next = 0;
    for_each_raw_row(source, [&](const RawRow& row, std::int64_t) {
        const auto& bad = checked.bad_lines;
        if (row.record == 0) {
            file.add(error_row(source, checked, row, {remark_headers.begin(), remark_headers.end()}));
        } else if (std::binary_search(bad.begin(), bad.end(), row.line)) {
            const auto remark = remark_on(checked, row.line, next, translate);
            file.add(error_row(source, checked, row, {std::to_string(row.line), remark.columns, remark.texts}));
        }
    });
    file.keep();
}

}  // namespace osaki
