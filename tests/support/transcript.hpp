// Transcripts: a day at the desk as a text file of commands and what they answered, replayed inside this process.
//
//   # any comment; these change the surroundings: # clock 2026-04-15T10:00   # user NAME   # lang ja   # env NAME=VALUE
//   # answer y                     typed at the next command's question, which then has a terminal
//   # terminal                     the next command has a terminal for all its streams
//   $ write roster.csv [--cp932]   a file of the indented lines that follow
//   $ copy shared:roster.csv r.csv (or sample:, or cp scripts/samples/..., or year: for what support/make_year.py made)
//   $ cat FILE      $ ls      $ keep FILE... (files and directories for a check that runs afterwards)
//   $ osaki-mcs user list | osaki-mcs ... < in.csv > out.csv
//   its stdout
//   ! its stderr
//   [status, when not 0]
//
// Lines of stdout that could be taken for something else stand behind "| ". In Markdown the ```console blocks are replayed.
#pragma once

#include <string>
#include <vector>

namespace osaki::test {

// One command with what follows it, or text between commands.
struct Step {
    int line = 0;
    std::string source;        // as it stands in the file, without the answer
    std::string command = {};  // without "$ "; empty for text
    std::vector<std::string> input = {};
    std::string expected = {};  // the answer as written
};
std::vector<Step> parse_transcript(const std::string& document, bool markdown);

struct Word {
    std::string text;
    bool is_operator = false;  // | < >
};
// Quotes '...' "..." and backslash, as a shell has them; nothing is expanded. Throws std::runtime_error for an open quote.
std::vector<Word> split_words(const std::string& command);

// How an answer is written down: stdout, "! " stderr, "[status]".
std::string written(const std::string& out, const std::string& err, int status);
// Passwords, hashes and the directory's own name differ each time.
std::string without_chance(const std::string& text, const std::string& directory);

struct Places {
    std::string shared;   // shared sample data, may be absent
    std::string samples;  // scripts/samples
    std::string year;     // files of a whole year, made for this transcript
    std::string kept;     // where `keep` copies to; made anew by each replay
    std::string json;     // where every JSON answer is kept for the check against its schema; empty: nowhere
    std::string name;     // of the transcript
};
struct Missing {
    std::string path;  // shared data that is not here
};

struct Difference {
    int line;
    std::string command, expected, actual;
};
struct Replay {
    std::string document;  // as it would be written now
    std::vector<Difference> differences;
};
// Throws Missing when a file of the shared data is not there.
Replay replay(const std::string& document, bool markdown, const Places& places);

}  // namespace osaki::test
