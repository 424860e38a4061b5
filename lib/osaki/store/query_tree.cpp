// A tokenizer and a recursive descent: or < and < not < comparison.
#include "osaki/store/query_tree.hpp"

#include "osaki/base/error.hpp"

#include <cctype>

namespace osaki {

namespace {

constexpr std::size_t most_bytes = 4096;
constexpr int most_depth = 32;
constexpr int most_comparisons = 64;

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view operators = "=!<>~";

struct Token {
    enum class Kind { end, word, quoted, comparator, open, close };
    Kind kind = Kind::end;
    std::string text = {};
};

class Parser {
public:
    explicit Parser(std::string_view text) : rest_(text) { next(); }

    Condition whole() {
        auto tree = any(0);
        if (token_.kind != Token::Kind::end) refuse();
        return tree;
    }

private:
    [[noreturn]] void refuse() const {
        if (token_.kind == Token::Kind::end) fail(Code::usage, N_("the condition ends too early"));
        fail(Code::usage, N_("'{}' does not belong here in the condition"), token_.text);
    }

    void next() {
        const auto start = rest_.find_first_not_of(blanks);
        rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
        if (rest_.empty()) token_ = {};
        else if (rest_[0] == '(' || rest_[0] == ')') take(rest_[0] == '(' ? Token::Kind::open : Token::Kind::close, 1);
        else if (rest_[0] == '\'' || rest_[0] == '"') quoted();
        else if (operators.find(rest_[0]) != std::string_view::npos) comparator();
        else word();
    }
    void take(Token::Kind kind, std::size_t count) {
        token_ = {kind, std::string(rest_.substr(0, count))};
        rest_.remove_prefix(count);
    }
    void quoted() {
        const auto end = rest_.find(rest_[0], 1);
        if (end == std::string_view::npos) fail(Code::usage, N_("the quote of {} is not closed"), rest_);
        token_ = {Token::Kind::quoted, std::string(rest_.substr(1, end - 1))};
        rest_.remove_prefix(end + 1);
    }
    void comparator() {
        take(Token::Kind::comparator, rest_.size() > 1 && rest_[1] == '=' ? 2 : 1);
        if (token_.text == "!" || token_.text == "==" || token_.text == "~=") refuse();
    }
    void word() {
        const auto end = rest_.find_first_of(" \t\r\n()'\"=!<>~");
        take(Token::Kind::word, end == std::string_view::npos ? rest_.size() : end);
    }

    bool is(std::string_view keyword) const {
        if (token_.kind != Token::Kind::word || token_.text.size() != keyword.size()) return false;
        for (std::size_t i = 0; i < keyword.size(); ++i)
            if (std::tolower(static_cast<unsigned char>(token_.text[i])) != keyword[i]) return false;
        return true;
    }
    bool accept(std::string_view keyword) {
        if (!is(keyword)) return false;
        next();
        return true;
    }

    Condition any(int depth) { return chain(depth, Condition::Kind::any); }

    Condition chain(int depth, Condition::Kind kind) {
        if (depth > most_depth) fail(Code::usage, N_("the condition is nested too deeply"));
        const bool is_any = kind == Condition::Kind::any;
        const auto part = [&] { return is_any ? chain(depth, Condition::Kind::all) : negation(depth); };
        Condition result{kind, {part()}};
        while (accept(is_any ? "or" : "and")) result.parts.push_back(part());
        return result.parts.size() == 1 ? Condition(result.parts[0]) : result;
    }

    Condition negation(int depth) {
        if (depth > most_depth) fail(Code::usage, N_("the condition is nested too deeply"));
        if (accept("not")) return {Condition::Kind::negation, {negation(depth + 1)}};
        if (token_.kind != Token::Kind::open) return comparison();
        next();
        auto inner = any(depth + 1);
        if (token_.kind != Token::Kind::close) refuse();
        next();
        return inner;
    }

    Condition comparison() {
        if (++comparisons_ > most_comparisons)
            fail(Code::usage, N_("the condition has more than {} comparisons"), most_comparisons);
        if (token_.kind != Token::Kind::word) refuse();
        Condition result;
        result.column = token_.text;
        next();
        if (accept("is")) {
            result.comparator = "null";
            result.is_negated = accept("not");
            if (!accept("null")) refuse();
            return result;
        }
        if (token_.kind != Token::Kind::comparator) refuse();
        result.comparator = token_.text;
        next();
        if (token_.kind != Token::Kind::word && token_.kind != Token::Kind::quoted) refuse();
        result.value = token_.text;
        next();
        return result;
    }

    std::string_view rest_;
    Token token_;
    int comparisons_ = 0;
};

}  // namespace

std::optional<Condition> parse_condition(std::string_view text) {
    if (text.size() > most_bytes) fail(Code::usage, N_("the condition is longer than {} bytes"), most_bytes);
    if (text.find_first_not_of(blanks) == std::string_view::npos) return std::nullopt;
    return Parser(text).whole();
}

}  // namespace osaki
