// Writes answers: a flushed stream whose failure is noticed, or a temporary file, fsync and rename.
#include "answer.hpp"

#include "osaki/base/error.hpp"

#include <cerrno>
#include <ostream>

namespace osaki::cli {

namespace {

[[noreturn]] void exists(const std::string& path) {
    fail(Code::conflict, N_("{} exists; --force replaces it"), path);
}

[[noreturn]] void cannot_write(const std::string& path, int error) {
    fail(Code::file, N_("{} cannot be written: {}"), path, reason_of(error));
}

}  // namespace

void replace_file(const std::string& path, std::string_view text) {
    Draft draft(path);
    draft.add(text);
    draft.finish();
    if (const int error = draft.publish(true); error != 0) cannot_write(path, error);
}

Uninterrupted::Uninterrupted(bool is_wanted) {
    sigset_t wait;
    sigemptyset(&wait);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (is_wanted) sigaddset(&wait, signal);
    sigprocmask(SIG_BLOCK, &wait, &before_);
}

Uninterrupted::~Uninterrupted() {
    sigprocmask(SIG_SETMASK, &before_, nullptr);
}

void require_free(const std::string& path, bool force) {
    if (!force && is_there(path)) exists(path);
    if (is_directory(path)) fail(Code::file, N_("{} is a directory; nothing was changed"), path);
}

Answer::Answer(Host& host, std::string path, bool force, std::ostream* instead)
    : stream_(instead ? *instead : host.out), path_(std::move(path)), force_(force), uninterrupted_(!is_stream()) {
    if (!is_stream()) require_free(path_, force_);
}

void Answer::stage(std::string text) {
    text_ = std::move(text);
    if (is_stream()) return;
    draft_.emplace(path_);
    draft_->add(text_);
    draft_->finish();
}

void Answer::publish(bool is_saved) {
    if (is_stream()) {
        if (text_.empty()) return;
        stream_ << text_ << std::flush;
        if (stream_) return;
        if (is_saved) fail(Code::file, N_("the change was saved, but its answer could not be written to standard output"));
        fail(Code::file, N_("the answer could not be written to standard output"));
    }
    const int error = draft_->publish(force_);
    if (error == 0) return;
    if (is_saved) fail(Code::file, N_("the change was saved, but {} could not be written: {}"), path_, reason_of(error));
    if (error == EEXIST) exists(path_);
    cannot_write(path_, error);
}

}  // namespace osaki::cli
