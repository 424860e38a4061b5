# One set of warnings, hardening and sanitizer flags for everything that is ours.
include(CheckLinkerFlag)
check_linker_flag(CXX -Wl,-z,pack-relative-relocs OSAKI_HAS_RELR)

function(osaki_target target)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wswitch-enum -Werror
        # g++ 12 sees overlaps in string assignments where there are none (GCC PR 105651)
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>,$<NOT:$<CONFIG:Debug>>>:-Wno-restrict>
        -fstack-protector-strong -fstack-clash-protection -fcf-protection>)
    if(OSAKI_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=address,undefined)
    else()
        target_compile_definitions(${target} PRIVATE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
        target_link_options(${target} PRIVATE -Wl,-z,relro -Wl,-z,now -Wl,--as-needed -Wl,-O1)
        if(OSAKI_HAS_RELR)
            target_link_options(${target} PRIVATE -Wl,-z,pack-relative-relocs)
        endif()
    endif()
endfunction()
