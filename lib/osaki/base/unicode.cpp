#include "osaki/base/unicode.hpp"

#include "osaki/base/error.hpp"

#include <dlfcn.h>

namespace osaki {

namespace {

constexpr const char* module_name = "libosaki-mcs-unicode.so.0";

// The directory this library was loaded from, with its slash; empty when it is linked in.
std::string own_directory() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&unicode), &info) == 0 || info.dli_fname == nullptr) return {};
    const std::string path = info.dli_fname;
    return path.substr(0, path.rfind('/') + 1);
}

const UnicodeTable* load() {
    if (osaki_unicode_table != nullptr) return osaki_unicode_table();
    const auto path = own_directory() + module_name;
    auto* module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    auto* symbol = module == nullptr ? nullptr : dlsym(module, "osaki_unicode_table");
    if (symbol == nullptr) fail(Code::failed, N_("{} cannot be loaded; install osaki-mcs again"), path);
    return reinterpret_cast<const UnicodeTable* (*)()>(symbol)();
}

}  // namespace

const UnicodeTable& unicode() {
    static const auto* const table = load();
    return *table;
}

}  // namespace osaki
