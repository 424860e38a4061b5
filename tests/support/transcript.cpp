// Replaying a transcript: one session with its own directory, clock, person and language.
#include "support/transcript.hpp"

#include "cli/host.hpp"
#include "osaki/base/text.hpp"
#include "support/temporary_directory.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace osaki::test {

namespace {

struct Answer {
    std::string out, err;
    int status = 0;
};

struct Session {
    const Places& places;
    TemporaryDirectory directory;
    std::map<std::string, std::string, std::less<>> environment;
    Timestamp clock;
    std::string user = "jimukyoku";
    std::string typed = {};    // answers to the next command's questions
    bool on_terminal = false;  // the next command
    int answers_kept = 0;
};

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

Timestamp instant(const std::string& text) {
    const auto at = parse_timestamp((text.find('T') == std::string::npos ? text + "T09:00" : text) + ":00+09:00");
    if (!at) throw std::runtime_error("not a time: " + text);
    return *at;
}

void obey(Session& session, const std::string& source) {
    std::istringstream in(source);
    std::string hash, word, rest;
    in >> hash >> word;
    std::getline(in >> std::ws, rest);
    if (hash != "#") return;
    if (word == "clock") session.clock = instant(rest);
    else if (word == "user") session.user = rest;
    else if (word == "lang") session.environment["LANG"] = rest == "ja" ? "ja_JP.UTF-8" : "C.UTF-8";
    else if (word == "answer") session.typed += rest + "\n";
    else if (word == "terminal") session.on_terminal = true;
    else if (word == "env") session.environment[rest.substr(0, rest.find('='))] = rest.substr(rest.find('=') + 1);
}

// Every whole JSON document on either stream goes to places.json, as printed; chosen fields are no whole record.
void keep_json(Session& session, const std::vector<std::string>& command, const Answer& answer) {
    const auto chooses = [](const std::string& word) { return word.starts_with("--json=") || word.starts_with("--field"); };
    if (session.places.json.empty() || std::ranges::any_of(command, chooses)) return;
    for (const auto& text : {answer.out, answer.err}) {
        std::istringstream in(text);
        std::string kept;
        bool document = false;
        for (std::string line; std::getline(in, line);) {
            document = document || line.starts_with("{\"");
            if (document || line == "{") kept += line + "\n", document = true;
        }
        if (kept.empty()) continue;
        const auto name = session.places.name + "-" + std::to_string(++session.answers_kept) + ".json";
        write_file(session.places.json + "/" + name, kept);
    }
}

Answer run_program(Session& session, const std::vector<std::string>& arguments, const std::string& input) {
    const bool terminal = session.on_terminal || !session.typed.empty();
    std::istringstream in(terminal ? session.typed : input);
    std::ostringstream out, err;
    cli::Host host{.in = in,
                   .out = out,
                   .err = err,
                   .in_is_terminal = terminal,
                   .out_is_terminal = session.on_terminal,
                   .err_is_terminal = terminal,
                   .now = [&session] { return session.clock; },
                   .login = session.user,
                   .os_uid = 1000,
                   .environment = {}};
    host.environment = [&session](const char* name) -> std::optional<std::string> {
        const auto found = session.environment.find(name);
        return found == session.environment.end() ? std::nullopt : std::optional(found->second);
    };
    const int status = cli::run(arguments, host);
    session.typed.clear();
    session.on_terminal = false;
    return {out.str(), err.str(), status};
}

std::string place_of(const Session& session, const std::string& name) {
    for (const std::string_view prefix : {"sample:", "scripts/samples/"})
        if (name.starts_with(prefix)) return session.places.samples + "/" + name.substr(prefix.size());
    if (name.starts_with("year:")) return session.places.year + "/" + name.substr(5);
    if (!name.starts_with("shared:")) return name;
    const auto path = session.places.shared + "/" + name.substr(7);
    if (!std::filesystem::exists(path)) throw Missing{path};
    return path;
}

std::string listing() {
    std::vector<std::string> lines;
    for (const auto& entry : std::filesystem::directory_iterator(".")) {
        std::ostringstream line;
        line << '0' << std::oct << static_cast<unsigned>(entry.status().permissions()) << ' ' << entry.path().filename().string()
             << '\n';
        lines.push_back(line.str());
    }
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.substr(5) < b.substr(5); });
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
}

void write_input(const std::vector<std::string>& words, const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    const bool cp932 = words.size() > 2 && words[2] == "--cp932";
    const auto bytes = cp932 ? to_cp932(text) : std::optional(text);
    if (!bytes) throw std::runtime_error("has no place in CP932: " + words.at(1));
    write_file(words.at(1), *bytes);
}

// What a later check reads is copied to a directory that outlives the session's own.
void keep(const Session& session, const std::vector<std::string>& words) {
    std::filesystem::create_directories(session.places.kept);
    for (auto word = words.begin() + 1; word != words.end(); ++word)
        std::filesystem::copy(*word, session.places.kept + "/" + *word, std::filesystem::copy_options::recursive);
}

Answer run_words(Session& session, const std::vector<std::string>& words, const Step& step, const std::string& input) {
    const auto& name = words.at(0);
    if (name == "osaki-mcs") return run_program(session, {words.begin() + 1, words.end()}, input);
    if (name == "cat") return {read_file(words.at(1)), {}};
    if (name == "ls") return {listing(), {}};
    if (name == "write") write_input(words, step.input);
    else if (name == "copy" || name == "cp") write_file(words.at(2), read_file(place_of(session, words.at(1))));
    else if (name == "keep") keep(session, words);
    else if (name == "rm") std::filesystem::remove(words.at(1));
    else throw std::runtime_error("line " + std::to_string(step.line) + ": unknown word " + name);
    return {};
}

// One line with its pipes and redirections; the status is the last command's, as in a shell.
Answer run_line(Session& session, const Step& step) {
    const auto words = split_words(step.command);
    Answer answer;
    std::string err, input, into;
    std::vector<std::string> command;
    for (std::size_t i = 0; i <= words.size(); ++i) {
        const bool last = i == words.size();
        if (!last && !words[i].is_operator) command.push_back(words[i].text);
        else if (!last && words[i].text == "<") input = read_file(words.at(++i).text);
        else if (!last && words[i].text == ">") into = words.at(++i).text;
        else {
            answer = run_words(session, command, step, input);
            keep_json(session, command, answer);
            err += answer.err;
            input = answer.out;
            command.clear();
        }
    }
    answer.err = err;
    if (!into.empty()) {
        write_file(into, answer.out);
        answer.out.clear();
    }
    return answer;
}

}  // namespace

Replay replay(const std::string& document, bool markdown, const Places& places) {
    Session session{places, {}, {}, instant("2026-04-01T09:00")};
    std::filesystem::remove_all(places.kept);
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(session.directory.path());
    session.environment = {{"OSAKI_MCS_DB", "register.db"}, {"HOME", session.directory.path()}, {"LANG", "C.UTF-8"}};
    Replay result;
    for (auto& step : parse_transcript(document, markdown)) {
        if (step.command.empty()) {
            obey(session, step.source);
            result.document += step.source.starts_with('\0') ? step.source.substr(1) : step.source;
            continue;
        }
        const auto answer = run_line(session, step);
        const auto actual = without_chance(written(answer.out, answer.err, answer.status), session.directory.path());
        result.document += step.source + actual;
        if (actual != step.expected) result.differences.push_back({step.line, step.command, step.expected, actual});
    }
    std::filesystem::current_path(before);
    return result;
}

}  // namespace osaki::test
