// The written form of a transcript: reading it and writing it down.
#include "support/transcript.hpp"

#include "osaki/base/text.hpp"

#include <cctype>
#include <sstream>
#include <stdexcept>

namespace osaki::test {

namespace {

bool starts_with_any(const std::string& line, std::initializer_list<std::string_view> starts) {
    for (const auto start : starts)
        if (line.starts_with(start)) return true;
    return false;
}

bool ends_answer(const std::string& line) {
    return line.empty() || starts_with_any(line, {"$ ", "# ", "```"});
}

std::vector<std::string> lines_of(const std::string& document) {
    std::vector<std::string> lines;
    std::istringstream in(document);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// Reads the command at lines[at] with its continuation lines, its input and its answer; moves at behind them.
Step parse_command(const std::vector<std::string>& lines, std::size_t& at) {
    Step step{static_cast<int>(at) + 1, lines[at] + "\n", lines[at].substr(2)};
    ++at;
    while (step.command.ends_with('\\') && at < lines.size()) {
        step.command.pop_back();
        step.command += trim(lines[at]);
        step.source += lines[at++] + "\n";
    }
    if (step.command.starts_with("write "))
        for (; at < lines.size() && lines[at].starts_with("    "); ++at) {
            step.input.push_back(lines[at].substr(4));
            step.source += lines[at] + "\n";
        }
    for (; at < lines.size() && !ends_answer(lines[at]); ++at) step.expected += lines[at] + "\n";
    return step;
}

// Controls as their pictures, so that the file stays a text file and a raw ESC is seen.
std::string with_pictures(const std::string& line) {
    std::string result;
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\t') result += {'\xe2', '\x90', static_cast<char>(0x80 + byte)};
        else result += c;
    }
    return result;
}

std::string utf8_of(const std::string& text) {
    if (!invalid_utf8(text)) return text;
    const auto decoded = from_cp932(text);
    return decoded ? "(CP932)\n" + *decoded : "(neither UTF-8 nor CP932)\n";
}

}  // namespace

std::vector<Step> parse_transcript(const std::string& document, bool markdown) {
    const auto lines = lines_of(document);
    std::vector<Step> steps;
    bool inside = !markdown;
    for (std::size_t at = 0; at < lines.size();) {
        const auto& line = lines[at];
        if (markdown && line.starts_with("```")) inside = line == "```console";
        if (inside && line.starts_with("$ ")) steps.push_back(parse_command(lines, at));
        else {
            steps.push_back({static_cast<int>(at) + 1, line + "\n"});
            ++at;
            if (!inside) steps.back().source.insert(0, 1, '\0');  // never a directive
        }
    }
    return steps;
}

std::vector<Word> split_words(const std::string& command) {
    std::vector<Word> words;
    Word word;
    bool open = false;  // a word has begun
    const auto finish = [&] {
        if (open) words.push_back(word);
        word = {};
        open = false;
    };
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (c == '\'' || c == '"') {
            open = true;
            for (++i; i < command.size() && command[i] != c; ++i) {
                if (c == '"' && command[i] == '\\' && i + 1 < command.size()) ++i;
                word.text += command[i];
            }
            if (i == command.size()) throw std::runtime_error("a quote is left open: " + command);
        } else if (c == '\\' && i + 1 < command.size()) {
            open = true;
            word.text += command[++i];
        } else if (c == ' ') {
            finish();
        } else if (c == '|' || c == '<' || c == '>') {
            finish();
            words.push_back({std::string(1, c), true});
        } else {
            open = true;
            word.text += c;
        }
    }
    finish();
    return words;
}

std::string written(const std::string& out, const std::string& err, int status) {
    std::string text;
    for (const auto& line : lines_of(utf8_of(out))) {
        const bool unclear = line.empty() || line == "|" || starts_with_any(line, {"$ ", "# ", "! ", "| ", "[", "```"});
        text += (unclear ? line.empty() ? "|" : "| " : "") + with_pictures(line) + "\n";
    }
    if (!out.empty() && out.back() != '\n') text += "[no newline]\n";
    for (const auto& line : lines_of(utf8_of(err))) text += (line.empty() ? "!" : "! ") + with_pictures(line) + "\n";
    if (!err.empty() && err.back() != '\n') text += "[no newline on stderr]\n";
    if (status != 0) text += "[" + std::to_string(status) + "]\n";
    return text;
}

}  // namespace osaki::test
