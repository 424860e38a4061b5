#include "osaki/base/module.hpp"

#include "osaki/base/error.hpp"

#include <dlfcn.h>

namespace osaki {

namespace {

// The directory this library was loaded from, with its slash; empty when it is linked in.
std::string own_directory() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&module_symbol), &info) == 0 || info.dli_fname == nullptr) return {};
    const std::string path = info.dli_fname;
    return path.substr(0, path.rfind('/') + 1);
}

}  // namespace

void* module_symbol(const char* name, const char* symbol) {
    const auto path = own_directory() + "libosaki-mcs-" + name + ".so.0";
    auto* module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    auto* address = module == nullptr ? nullptr : dlsym(module, symbol);
    if (address == nullptr) fail(Code::failed, N_("{} cannot be loaded; install osaki-mcs again"), path);
    return address;
}

}  // namespace osaki
