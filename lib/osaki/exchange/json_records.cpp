#include "osaki/exchange/json_records.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <iterator>
#include <limits>
#include <vector>

namespace osaki {

namespace {

constexpr std::size_t room = std::size_t{256} * 1024;
// Longer than any record: a line without an end must not fill the memory.
constexpr std::size_t longest_line = std::size_t{16} << 20;

// What nlohmann's parser meets, told as records that lie `depth` braces and brackets deep.
class Records {
public:
    using Done = std::function<bool(std::span<const GivenField>)>;  // false: this is no record
    Records(std::size_t depth, std::string_view list, Done done) : depth_(depth), list_(list), done_(std::move(done)) {}

    bool null() { return take({}); }
    bool boolean(bool value) { return take(value); }
    bool number_integer(std::int64_t value) { return take(value); }
    bool number_unsigned(std::uint64_t value) {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        return value <= static_cast<std::uint64_t>(most) && take(static_cast<std::int64_t>(value));
    }
    bool number_float(double value, const std::string&) { return take(value); }
    bool string(std::string& value) { return in_list() ? add_part(value) : take(std::move(value)); }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool key(std::string& name) {
        if (at_ == depth_) next().name = name;
        else outer_key_ = name;
        return true;
    }
    bool start_object(std::size_t) {
        if (++at_ == depth_) count_ = 0;
        return at_ == depth_ || at_ == 1;
    }
    bool end_object() { return at_-- != depth_ || done_({fields_.data(), count_}); }
    bool start_array(std::size_t) {
        if (++at_ == depth_ + 1 && count_ > 0) fields_[count_ - 1].value = std::string();
        return at_ == depth_ + 1 || (at_ == 2 && outer_key_ == list_);
    }
    bool end_array() {
        --at_;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

private:
    bool in_list() const { return at_ == depth_ + 1; }
    GivenField& next() {
        if (count_ == fields_.size()) fields_.emplace_back();
        return fields_[count_++];
    }
    bool take(GivenValue value) {
        if (at_ == depth_ && count_ > 0) {
            fields_[count_ - 1].value = std::move(value);
            return true;
        }
        // beside the list only its form stands
        return at_ == 1 && outer_key_ == "format" && value == GivenValue(std::int64_t{1});
    }
    bool add_part(const std::string& part) {
        auto& list = std::get<std::string>(fields_[count_ - 1].value);
        list += (list.empty() ? "" : ";") + part;
        return true;
    }

    std::size_t depth_;
    std::string_view list_;
    Done done_;
    std::size_t at_ = 0;
    std::string outer_key_;
    std::vector<GivenField> fields_;  // kept from record to record
    std::size_t count_ = 0;
};

// The bytes of a file one after the other, and the line they stand in.
class Bytes {
public:
    explicit Bytes(const InputFile& file) : file_(file), buffer_(room) { fill(); }
    bool at_end() const { return chunk_.empty(); }
    char current() const { return chunk_.front(); }
    void advance() {
        if (chunk_.front() == '\n') ++line_;
        chunk_.remove_prefix(1);
        if (chunk_.empty()) fill();
    }
    std::int64_t line() const { return line_; }

private:
    void fill() {
        chunk_ = file_.read_at(offset_, buffer_);
        offset_ += std::ssize(chunk_);
    }
    const InputFile& file_;
    std::vector<char> buffer_;
    std::string_view chunk_;
    std::int64_t offset_ = 0;
    std::int64_t line_ = 1;
};

// As the parser wants it; all copies walk together.
struct ByteIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    Bytes* bytes = nullptr;  // null: the end
    char operator*() const { return bytes->current(); }
    ByteIterator& operator++() {
        bytes->advance();
        return *this;
    }
    bool is_end() const { return bytes == nullptr || bytes->at_end(); }
    bool operator==(const ByteIterator& other) const { return is_end() == other.is_end(); }
};

// Calls each(line number, line) until it is false; the number of that line, or nothing.
std::optional<std::int64_t> for_each_line(const InputFile& file,
                                          const std::function<bool(std::int64_t, std::string_view)>& each) {
    std::string carry;
    std::int64_t line = 1;
    bool is_good = true;
    file.for_each_chunk([&](std::string_view chunk) {
        for (auto end = chunk.find('\n'); is_good && end != std::string_view::npos; end = chunk.find('\n')) {
            carry += chunk.substr(0, end);
            chunk.remove_prefix(end + 1);
            is_good = each(line, carry);
            if (is_good) ++line;
            carry.clear();
        }
        if (is_good) carry += chunk;
        is_good = is_good && carry.size() <= longest_line;
        return is_good;
    });
    if (is_good && !carry.empty()) is_good = each(line, carry);
    return is_good ? std::nullopt : std::optional(line);
}

bool is_record(std::span<const GivenField> fields, std::string_view kind) {
    return !fields.empty() && fields[0].name == "record" && fields[0].value == GivenValue(std::string(kind));
}

}  // namespace

std::optional<std::int64_t> for_each_json_record(const InputFile& file, std::string_view kind, const EachRecord& each) {
    constexpr std::size_t depth = 3;
    Bytes bytes(file);
    Records records(depth, kind, [&](std::span<const GivenField> fields) {
        each(bytes.line(), fields);
        return true;
    });
    if (nlohmann::json::sax_parse(ByteIterator{&bytes}, ByteIterator{}, &records)) return std::nullopt;
    return bytes.line();
}

std::optional<std::int64_t> for_each_ndjson_record(const InputFile& file, std::string_view kind, const EachRecord& each) {
    std::int64_t at = 0;
    bool is_ended = false;
    Records records(1, {}, [&](std::span<const GivenField> fields) {
        if (is_ended) return false;
        is_ended = is_record(fields, "summary");
        if (is_ended) return true;
        if (!is_record(fields, kind)) return false;
        each(at, fields.subspan(1));
        return true;
    });
    return for_each_line(file, [&](std::int64_t line, std::string_view text) {
        at = line;
        return nlohmann::json::sax_parse(text.begin(), text.end(), &records);
    });
}

}  // namespace osaki
