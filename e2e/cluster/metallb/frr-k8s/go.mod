// Stands in for a module that the module proxy does not have.
module github.com/metallb/frr-k8s

go 1.26.0

require k8s.io/apimachinery v0.37.1
