// libcsv fed line by line, because it counts none itself; one call ends at most one row, so no exception crosses its C frames.
#include "osaki/exchange/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <utility>

namespace osaki {

struct CsvReader::State {
    csv_parser parser = {};
    Each each = {};
    CsvLimits limits = {};
    std::string text = {};               // cells of the row, end to end
    std::vector<std::size_t> ends = {};  // where each cell ends in text
    std::vector<std::string_view> cells = {};
    std::int64_t line = 1;        // being read
    std::int64_t row_line = 0;    // of the row being read, 0 between rows
    std::int64_t quote_line = 0;  // where the cell being read began
    std::optional<CsvFault> fault = {};
    bool after_cr = false;
    bool row_ended = false;
    bool too_big = false;
    bool stopped = false;

    void refuse(std::int64_t at, const char* why) {
        fault = CsvFault{at, message(why)};
        stopped = true;
    }
    void take_cell(std::string_view cell) {
        if (cell.size() > limits.cell || text.size() + cell.size() > limits.row || ends.size() >= limits.columns) {
            too_big = true;
            return;
        }
        text += cell;
        ends.push_back(text.size());
        quote_line = line;
    }
    void deliver();
    bool cut_plain(std::string_view bytes);
    void feed(std::string_view piece);
    void count_lines(std::string_view piece);
    void read_line(std::string_view bytes);
};

namespace {

int no_space(unsigned char) {
    return 0;
}

// Up to and with the first line end of any kind.
std::string_view first_line(std::string_view bytes) {
    const auto line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    const auto cr = line.find('\r');
    return cr == std::string_view::npos ? line : line.substr(0, cr + 1);
}

}  // namespace

void CsvReader::State::deliver() {
    row_ended = false;
    cells.clear();
    std::size_t start = 0;
    for (const auto end : ends) {
        cells.push_back(std::string_view(text).substr(start, end - start));
        start = end;
    }
    const auto at = std::exchange(row_line, 0);
    if (!each({at, cells})) stopped = true;
    text.clear();
    ends.clear();
}

void CsvReader::State::feed(std::string_view piece) {
    const auto on_cell = [](void* bytes, std::size_t size, void* state) {
        static_cast<State*>(state)->take_cell({static_cast<const char*>(bytes), size});
    };
    const auto on_row = [](int, void* state) { static_cast<State*>(state)->row_ended = true; };
    const auto taken = csv_parse(&parser, piece.data(), piece.size(), on_cell, on_row, this);
    if (too_big || parser.entry_pos > limits.cell) return refuse(row_line, N_("a cell or row is longer than any register keeps"));
    if (taken != piece.size()) return refuse(line, N_("a quote stands where none may be"));
    if (row_ended) deliver();
}

// CR LF is one line end, and may come in two pieces.
void CsvReader::State::count_lines(std::string_view piece) {
    const char last = piece.back();
    const bool ends_cr_lf = after_cr && piece == "\n";
    if ((last == '\n' && !ends_cr_lf) || last == '\r') ++line;
    after_cr = last == '\r';
}

// A whole line without a quote is its text between commas; libcsv, which looks at each byte, would say the same. Long ones are
// left to it.
bool CsvReader::State::cut_plain(std::string_view bytes) {
    const char last = bytes.back();
    if (row_line != 0 || bytes.size() < 2 || (last != '\n' && last != '\r')) return false;
    if (bytes.size() > std::min(limits.cell, limits.row) || bytes.find('"') != std::string_view::npos) return false;
    cells.clear();
    auto rest = bytes.substr(0, bytes.size() - 1);
    for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
        cells.push_back(rest.substr(0, comma));
        rest.remove_prefix(comma + 1);
    }
    cells.push_back(rest);
    if (cells.size() > limits.columns) {
        refuse(line, N_("a cell or row is longer than any register keeps"));
        return true;
    }
    const auto at = line;
    count_lines(bytes);
    if (!each({at, cells})) stopped = true;
    return true;
}

// bytes hold at most one line end, as their last byte.
void CsvReader::State::read_line(std::string_view bytes) {
    if (cut_plain(bytes)) return;
    const bool is_blank = bytes == "\n" || bytes == "\r";
    if (!row_line && !is_blank) row_line = quote_line = line;
    while (!bytes.empty() && !stopped) {
        const auto piece = bytes.substr(0, limits.cell);
        feed(piece);
        count_lines(piece);
        bytes.remove_prefix(piece.size());
    }
}

CsvReader::CsvReader(Each each, const CsvLimits& limits) : state_(std::make_unique<State>()) {
    csv_init(&state_->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&state_->parser, no_space);
    state_->each = std::move(each);
    state_->limits = limits;
}

CsvReader::~CsvReader() {
    csv_free(&state_->parser);
}

bool CsvReader::add(std::string_view bytes) {
    auto& s = *state_;
    while (!bytes.empty() && !s.stopped) {
        const auto segment = first_line(bytes);
        if (segment.find('\0') != std::string_view::npos) {
            s.refuse(s.line, N_("a NUL byte; this is not a text file"));
            break;
        }
        s.read_line(segment);
        bytes.remove_prefix(segment.size());
    }
    return !s.stopped;
}

void CsvReader::finish() {
    auto& s = *state_;
    if (s.stopped) return;
    const auto on_cell = [](void* cell, std::size_t size, void* state) {
        static_cast<State*>(state)->take_cell({static_cast<const char*>(cell), size});
    };
    const auto on_row = [](int, void* state) { static_cast<State*>(state)->row_ended = true; };
    const auto open_line = s.quote_line;
    if (csv_fini(&s.parser, on_cell, on_row, &s) != 0) return s.refuse(open_line, N_("a quote is opened and never closed"));
    if (s.too_big) return s.refuse(s.row_line, N_("a cell or row is longer than any register keeps"));
    if (s.row_ended) s.deliver();
}

const std::optional<CsvFault>& CsvReader::fault() const {
    return state_->fault;
}

void append_csv(std::string& to, std::string_view cell) {
    // blanks at the ends are kept by quotes in readers that trim
    bool quoted = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    for (const char c : cell) quoted = quoted || c == ',' || c == '"' || c == '\r' || c == '\n';
    if (!quoted) {
        to += cell;
        return;
    }
    to += '"';
    for (const char c : cell) {
        if (c == '"') to += '"';
        to += c;
    }
    to += '"';
}

std::string csv_row(std::span<const std::string_view> cells) {
    // a row of one empty cell would be a blank line
    if (cells.size() == 1 && cells[0].empty()) return "\"\"\r\n";
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) row += ',';
        append_csv(row, cells[i]);
    }
    row += "\r\n";
    return row;
}

}  // namespace osaki
