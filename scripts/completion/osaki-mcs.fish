# fish completion for osaki-mcs: the program itself knows what may follow, and says it in a line.
function __osaki_mcs_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (command osaki-mcs __complete $words[2..-1] "$current" 2>/dev/null)
    if test "$lines[1]" = files
        set -l before (string match --regex -- '^--[^=]*=' "$current")
        set -l path (string replace -- "$before" '' "$current")
        for line in (__fish_complete_path "$path")
            echo "$before$line"
        end
    else if set -q lines[2]
        string join \n -- $lines[2..-1]
    end
end
complete -c osaki-mcs -f -k -a '(__osaki_mcs_complete)'
